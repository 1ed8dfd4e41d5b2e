import { type ByteSource, streamSource } from '../byte-source.ts';
import type { Container } from '../container.ts';
import { type Budget, Meter } from '../meter.ts';

const LESS = 0x3c;
const BRACE = 0x7b;

/** UTF-16 text, by its mark or by the zero bytes around its first letter, as the same text in UTF-8. */
export const wide: Container = {
  id: 'wide',
  matches: (head) => encodingOf(head) !== null,
  async *members(source, budget) {
    budget.member();
    yield { name: '', source: streamSource(() => narrowed(source, budget)), notes: [] };
  },
};

function encodingOf(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b] = head;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  // Without a mark: a first letter of XML or JSON, perhaps behind blanks, and no zero byte in its pair's neighbour
  for (let at = 0; at + 3 < Math.min(head.length, 64); at += 2) {
    const [x, y, z, w] = [head[at]!, head[at + 1]!, head[at + 2]!, head[at + 3]!];
    if (y === 0 && (x === LESS || x === BRACE) && z !== 0) return 'utf-16le';
    if (x === 0 && (y === LESS || y === BRACE) && w !== 0) return 'utf-16be';
    const blank = (y === 0 && x > 0 && x <= 0x20) || (x === 0 && y > 0 && y <= 0x20);
    if (!blank) return null;
  }
  return null;
}

async function* narrowed(source: ByteSource, budget: Budget): AsyncGenerator<Uint8Array> {
  let decoder: TextDecoder | null = null;
  const encoder = new TextEncoder();
  const meter = new Meter(budget);
  let start: Uint8Array = new Uint8Array(0);
  for await (let chunk of source.chunks()) {
    if (!decoder) {
      // The first bytes may come singly
      const joined = new Uint8Array(start.length + chunk.length);
      joined.set(start);
      joined.set(chunk, start.length);
      start = joined;
      const encoding = encodingOf(start);
      if (!encoding) continue;
      decoder = new TextDecoder(encoding);
      chunk = start;
    }
    const bytes = encoder.encode(decoder.decode(chunk, { stream: true }));
    meter.step(chunk.length, bytes.length);
    if (bytes.length > 0) yield bytes;
  }
  const rest = decoder?.decode();
  if (rest) yield encoder.encode(rest);
}
