import { base64Bytes } from '../../lib/base64-bytes.ts';
import { memorySource, whole } from '../byte-source.ts';
import type { Container } from '../container.ts';
import { dataAt, looksLikeBase64 } from '../looks-like-base64.ts';

/** Base64 (RFC 4648) as text: an attachment that was saved or pasted before it was decoded, or a data URL. */
export const base64: Container = {
  id: 'base64',
  matches: looksLikeBase64,
  async *members(source, budget) {
    const bytes = await whole(source, budget.limits.heldBytes);
    budget.member();
    yield { name: '', source: memorySource(base64Bytes(bytes.subarray(dataAt(bytes)))), notes: [] };
  },
};
