import type { DocumentResult, UnpackedItem } from '../../core/model/document.ts';
import { readDocument } from '../../core/report/read-document.ts';
import type { UnpackLimits } from '../../core/unpack/limits.ts';
import { unpack } from '../../core/unpack/unpack.ts';

/** Items of a file given as bytes, documents read to their end. */
export async function unpacked(
  bytes: Uint8Array,
  limits: Partial<UnpackLimits> = {},
): Promise<(UnpackedItem & { text?: string })[]> {
  const items: (UnpackedItem & { text?: string })[] = [];
  for await (const item of unpack(
    { name: 'file', blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) },
    { limits },
  )) {
    if (item.kind !== 'document') items.push(item);
    else {
      const parts: Uint8Array[] = [];
      for await (const chunk of item.chunks()) parts.push(chunk);
      items.push({ ...item, text: Buffer.concat(parts).toString('utf8') });
    }
  }
  return items;
}

/** What a file gives in the end: results of its documents, and refusals as results. */
export async function readFile(
  bytes: Uint8Array,
  limits: Partial<UnpackLimits> = {},
): Promise<(DocumentResult & { path: string })[]> {
  const results: (DocumentResult & { path: string })[] = [];
  for await (const item of unpack(
    { name: 'file', blob: new Blob([bytes as Uint8Array<ArrayBuffer>]) },
    { limits },
  )) {
    const path = item.path;
    if (item.kind === 'document') {
      for (const result of await readDocument(item)) results.push({ ...result, path });
    } else {
      const refused = item.kind === 'refused';
      results.push({
        path,
        outcome: refused ? 'rejected' : 'not-a-report',
        member: null,
        refusal: refused ? item.refusal : item.reason,
        notes: [],
      });
    }
  }
  return results;
}
