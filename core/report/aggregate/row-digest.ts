import type { RecordBlock } from '../../model/records.ts';

/**
 * A digest of a set of records that does not depend on their order: 64 bits a record, added up, so that a report of any
 * size takes constant memory where sorting its rows would not. Equal sets have equal digests; it only serves to find the
 * same report in another wrapping, never to prove anything.
 */
export class RowDigest {
  #low = 0;
  #high = 0;
  #count = 0;

  add(block: RecordBlock): void {
    const a = new Int32Array(block.strings.length);
    for (let i = 0; i < a.length; i++) a[i] = hashText(block.strings[i]!);
    for (let i = 0; i < block.count; i++) this.#addRecord(block, i, a);
    this.#count += block.count;
  }

  #addRecord(block: RecordBlock, i: number, text: Int32Array): void {
    const messages = block.messages[i]!;
    let h = mix(SEED, text[block.sourceIp[i]!]!);
    h = mix(h, messages | 0);
    h = mix(h, Math.floor(messages / 0x1_0000_0000));
    h = mix(h, block.disposition[i]! | (block.dkimAligned[i]! << 8) | (block.spfAligned[i]! << 16));
    h = mix(h, text[block.headerFrom[i]!]!);
    let g = mix(h, text[block.envelopeFrom[i]!]!);
    g = mix(g, text[block.envelopeTo[i]!]!);
    for (let k = block.dkimStart[i]!; k < block.dkimStart[i + 1]!; k++) {
      g = mix(g, text[block.dkimDomain[k]!]!);
      h = mix(h, text[block.dkimSelector[k]!]! ^ block.dkimResult[k]!);
    }
    for (let k = block.spfStart[i]!; k < block.spfStart[i + 1]!; k++) {
      g = mix(g, text[block.spfDomain[k]!]!);
      h = mix(h, (block.spfScope[k]! << 8) | block.spfResult[k]! | 0x10000);
    }
    for (let k = block.reasonStart[i]!; k < block.reasonStart[i + 1]!; k++) {
      g = mix(g, text[block.reasonType[k]!]! ^ 0x5bd1e995);
    }
    // Two words that each depend on everything so far; sums wrap at 2^32 with the carry kept
    const low = mix(h, g) >>> 0;
    const sum = this.#low + low;
    this.#low = sum >>> 0;
    this.#high = (this.#high + (mix(g, h ^ 0x27d4eb2f) >>> 0) + (sum > 0xffffffff ? 1 : 0)) >>> 0;
  }

  /** Hex of count and sums. */
  take(): string {
    return [this.#count, this.#high, this.#low].map((n) => n.toString(16).padStart(8, '0')).join('');
  }
}

const SEED = 0x2545f491;

function mix(h: number, value: number): number {
  let k = Math.imul(value, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  h ^= Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

function hashText(text: string): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h;
}
