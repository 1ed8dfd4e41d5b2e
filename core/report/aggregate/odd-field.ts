import { RefusalError } from '../../lib/refusal-error.ts';
import type { NoteCode } from '../../model/codes.ts';
import { withoutEntities } from '../decode-text.ts';
import type { AggregateAssembler } from './assembler.ts';
import { HASH_PRIME, HASH_START } from './byte-interner.ts';
import { escapedText } from './escaped-text.ts';
import { closes, find, findThree, latin } from './markup-bytes.ts';
import { COLON, GREATER, IS_NAME, LESS, LOWER, QUESTION, SLASH, SPACE } from './tag-bytes.ts';

interface OddField {
  assembler: AggregateAssembler;
  /** Hash of the element's name, which closes it. */
  nameHash: number;
  field: number;
  /** The longest value, in bytes. */
  fieldBytes: number;
}

export function fieldTooLong(found: number, limit: number): RefusalError {
  return new RefusalError('field-limit', { limit, found });
}

/**
 * A value with comments or CDATA in it, or closed by a tag in another spelling. The place behind its closing tag; -1 to
 * wait, -2 where an element lies in it.
 */
export function readOddField(
  buffer: Uint8Array,
  from: number,
  to: number,
  { assembler, nameHash, field, fieldBytes }: OddField,
): number {
  const { decoding, notes } = assembler;
  const told = (code: NoteCode, found: string) => notes.add(code, assembler.place('record'), found, '');
  let value = '';
  let p = from;
  for (;;) {
    const start = p;
    while (p < to && buffer[p] !== LESS) p++;
    if (p - from > fieldBytes) throw fieldTooLong(p - from, fieldBytes);
    if (p > start) value += withoutEntities(decoding.characters(buffer.subarray(start, p), told), told);
    if (p + 9 > to && !closes(buffer, p, to)) return -1;
    if (buffer[p + 1] === SLASH) {
      let q = p + 2;
      let hash = HASH_START;
      while (q < to && IS_NAME[buffer[q]!] === 1) {
        const byte = buffer[q++]!;
        hash = byte === COLON ? HASH_START : Math.imul(hash ^ LOWER[byte]!, HASH_PRIME);
      }
      while (q < to && buffer[q]! <= SPACE) q++;
      if (q >= to) return -1;
      if (buffer[q] !== GREATER || hash !== nameHash) return -2;
      assembler.field(field, assembler.records.interner.internBytes(escapedText(value.trim())));
      return q + 1;
    }
    const next = latin(buffer, p, p + 9);
    if (next === '<![CDATA[') {
      const end = findThree(buffer, p + 9, to, 0x5d, 0x5d);
      if (end < 0) return -1;
      value += decoding.characters(buffer.subarray(p + 9, end - 3), told);
      p = end;
    } else if (next.startsWith('<!--')) {
      p = findThree(buffer, p + 4, to, 0x2d, 0x2d);
      if (p < 0) return -1;
    } else if (next.startsWith('<?')) {
      p = find(buffer, p + 2, to, QUESTION, GREATER);
      if (p < 0) return -1;
    } else return -2;
  }
}
