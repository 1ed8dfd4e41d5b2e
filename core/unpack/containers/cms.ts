import { RefusalError } from '../../lib/refusal-error.ts';
import { berAt, berEnd, berOctets } from '../ber.ts';
import { joined, memorySource, whole } from '../byte-source.ts';
import type { Container } from '../container.ts';

/** OIDs of RFC 5652 as BER, without the last byte, which tells the kind. */
const PKCS7 = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];
const SIGNED = 2;
const KINDS = new Set([SIGNED, 3, 6]);
const OCTETS = 0x04;

/**
 * CMS (RFC 5652), as S/MIME has it in smime.p7m: the content of signed data, whose signature is not checked. Encrypted data
 * are refused as such; a signature without content, smime.p7s, holds nothing.
 */
export const cms: Container = {
  id: 'cms',
  matches: (head) => head[0] === 0x30 && kindAt(head, berAt(head, 0)?.from ?? 0) !== null,
  async *members(source, budget) {
    const bytes = await whole(source, budget.limits.heldBytes);
    const type = berAt(bytes, 0)!.from;
    if (kindAt(bytes, type) !== SIGNED) throw new RefusalError('encrypted-mail');
    const content = contentOf(bytes, type);
    if (!content) return;
    budget.member();
    yield { name: '', source: memorySource(content), notes: [] };
  },
};

function kindAt(bytes: Uint8Array, at: number): number | null {
  if (!PKCS7.every((byte, i) => bytes[at + i] === byte)) return null;
  const kind = bytes[at + PKCS7.length] ?? 0;
  return KINDS.has(kind) ? kind : null;
}

/** `eContent` of SignedData, section 5.1: behind version and digest algorithms; null where it is detached or damaged. */
function contentOf(bytes: Uint8Array, type: number): Uint8Array | null {
  const explicit = berAt(bytes, type + PKCS7.length + 1);
  const signed = explicit && berAt(bytes, explicit.from);
  if (!signed) return null;
  const algorithms = berEnd(bytes, signed.from);
  const at = algorithms < 0 ? -1 : berEnd(bytes, algorithms);
  const encapsulated = at < 0 ? null : berAt(bytes, at);
  if (!encapsulated) return null;
  const behindType = berEnd(bytes, encapsulated.from);
  const holder = behindType < 0 ? null : berAt(bytes, behindType);
  if (holder?.tag !== 0xa0) return null;
  const octets = berAt(bytes, holder.from);
  if (!octets || (octets.tag & 0x1f) !== OCTETS) return null;
  const parts = berOctets(bytes, holder.from);
  return parts.length > 0 ? joined(parts) : null;
}
