import { expect, test } from 'vitest';
import { MAX_TRANSFERS, Transfers } from '../../../extension/background/transfers.ts';
import { CHUNK_BYTES, type FileChunk } from '../../../extension/messages/protocol.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The pieces of a file as a content script sends them. */
function pieces(bytes: Uint8Array, transfer: string): FileChunk[] {
  const count = Math.max(1, Math.ceil(bytes.length / CHUNK_BYTES));
  return Array.from({ length: count }, (_, index) => ({
    type: 'file-chunk',
    intent: 'read',
    transfer,
    name: 'x',
    mailDomain: '',
    index,
    count,
    size: bytes.length,
    data: Buffer.from(bytes.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)).toString('base64'),
  }));
}

const file = new Uint8Array(CHUNK_BYTES * 2 + 17).map((_, i) => i % 251);

test('pieces become the file again', async () => {
  const transfers = new Transfers(() => 0);
  const [first, second, third] = pieces(file, id(1)) as [FileChunk, FileChunk, FileChunk];
  expect(transfers.add(first, 'tab 1').state).toBe('more');
  expect(transfers.add(second, 'tab 1').state).toBe('more');
  const last = transfers.add(third, 'tab 1');
  if (last.state !== 'whole') throw new Error(last.state);
  expect(Buffer.from(await last.blob.arrayBuffer()).equals(Buffer.from(file))).toBe(true);
  expect(transfers.add(pieces(new Uint8Array(), id(2))[0]!, 'tab 1').state).toBe('whole');
});

test('pieces out of order, of another frame, or with more bytes than announced are lost', () => {
  const transfers = new Transfers(() => 0);
  const [first, second] = pieces(file, id(1)) as [FileChunk, FileChunk];
  expect(transfers.add(second, 'tab 1').state).toBe('lost');
  expect(transfers.add(first, 'tab 1').state).toBe('more');
  expect(transfers.add(second, 'tab 2').state).toBe('lost');
  expect(transfers.add({ ...second, size: 1 }, 'tab 1').state).toBe('lost');
  expect(transfers.add({ ...pieces(file.subarray(0, 30), id(3))[0]!, size: 29 }, 'tab 1').state).toBe('lost');
});

test('unfinished files are forgotten after a while, and the oldest when there are too many', () => {
  let now = 0;
  const transfers = new Transfers(() => now);
  const begin = (n: number) => transfers.add(pieces(file, id(n))[0]!, 'tab 1').state;
  const go = (n: number) => transfers.add(pieces(file, id(n))[1]!, 'tab 1').state;
  expect(begin(0)).toBe('more');
  now = 61_000;
  expect(go(0)).toBe('lost');
  for (let n = 1; n <= MAX_TRANSFERS + 1; n += 1) expect(begin(n)).toBe('more');
  expect(go(1)).toBe('lost');
  expect(go(2)).toBe('more');
});

test('files under way are held within a number of bytes, the oldest goes first', () => {
  const transfers = new Transfers(() => 0, { bytes: CHUNK_BYTES * 2 });
  const [first, second] = [pieces(file, id(1)), pieces(file, id(2))];
  expect(transfers.add(first[0]!, 'tab 1').state).toBe('more');
  expect(transfers.add(second[0]!, 'tab 1').state).toBe('more');
  expect(transfers.add(second[1]!, 'tab 1').state).toBe('more');
  expect(transfers.add(first[1]!, 'tab 1').state).toBe('lost');
});
