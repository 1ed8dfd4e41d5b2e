import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPeerAnswers } from '../../../../core/engine/exchange/answer-peer.ts';
import { Assembler } from '../../../../core/engine/exchange/assembler.ts';
import type { ReportPiece } from '../../../../core/engine/exchange/face.ts';
import {
  MAX_MESSAGE_REPORTS,
  MAX_PAGE_ROWS,
  MAX_REPORT_BYTES,
  MAX_WANTED,
  PIECE_BYTES,
} from '../../../../core/engine/exchange/limits.ts';
import { READ_ANSWER } from '../../../../core/engine/exchange/read-answer.ts';
import { readRequest } from '../../../../core/engine/exchange/read-request.ts';
import { toBase64 } from '../../../../core/lib/base64.ts';
import { plainReader } from '../../../support/plain-reader.ts';
import { contents, testStore } from '../../../support/stored-reports.ts';

const ID = 'a'.repeat(64);
const piece: ReportPiece = { id: ID, fileName: 'a.xml', mail: null, size: 3, offset: 0, data: 'AAAA' };

const GOOD = [
  { type: 'store' },
  { type: 'changes', since: 0 },
  { type: 'merge', page: { registers: [], decisions: [] } },
  { type: 'merge', page: { registers: [], decisions: [], more: true } },
  { type: 'wanted', limit: MAX_WANTED },
  { type: 'reports', ids: [ID] },
  { type: 'piece', id: ID, offset: 0 },
  { type: 'put', pieces: [piece] },
];

const BAD: [string, unknown][] = [
  ['nothing', null],
  ['a list', [{ type: 'store' }]],
  ['an unknown type', { type: 'settings' }],
  ['a type of the prototype', { type: 'constructor' }],
  ['a number below zero', { type: 'changes', since: -1 }],
  ['a fraction', { type: 'changes', since: 0.5 }],
  ['no number', { type: 'changes', since: '0' }],
  ['a page that is none', { type: 'merge', page: { registers: {}, decisions: [] } }],
  ['too many registers', { type: 'merge', page: { registers: Array(MAX_PAGE_ROWS + 1), decisions: [] } }],
  ['too many decisions', { type: 'merge', page: { registers: [], decisions: Array(MAX_PAGE_ROWS + 1) } }],
  ['too many wanted', { type: 'wanted', limit: MAX_WANTED + 1 }],
  ['an id that is none', { type: 'reports', ids: ['../x'] }],
  ['too many ids', { type: 'reports', ids: Array(MAX_MESSAGE_REPORTS + 1).fill(ID) }],
  ['an offset beyond any report', { type: 'piece', id: ID, offset: MAX_REPORT_BYTES + 1 }],
  ['a report beyond any size', { type: 'put', pieces: [{ ...piece, size: MAX_REPORT_BYTES + 1 }] }],
  ['an offset behind the end', { type: 'put', pieces: [{ ...piece, offset: 4 }] }],
  ['a piece too long', { type: 'put', pieces: [{ ...piece, data: 'A'.repeat((PIECE_BYTES / 3) * 4 + 4) }] }],
  [
    'pieces too long together',
    { type: 'put', pieces: Array(3).fill({ ...piece, data: 'A'.repeat(PIECE_BYTES) }) },
  ],
  ['too many pieces', { type: 'put', pieces: Array(MAX_MESSAGE_REPORTS + 1).fill(piece) }],
  ['no base64', { type: 'put', pieces: [{ ...piece, data: '<b>!' }] }],
  ['a name too long', { type: 'put', pieces: [{ ...piece, fileName: 'x'.repeat(601) }] }],
  ['a mail that is none', { type: 'put', pieces: [{ ...piece, mail: { fromDomain: 1 } }] }],
];

test.each(BAD)('%s is no question', (_, value) => {
  expect(readRequest(value)).toBeNull();
});

test('every question passes, without what else it carries', () => {
  for (const request of GOOD) {
    expect(readRequest({ ...request, extra: 'x', __proto__: { polluted: 1 } })).toEqual(request);
  }
  expect(readRequest({ type: 'put', pieces: [{ ...piece, extra: 1 }] })).toEqual(GOOD.at(-1));
});

test('anything at all is answered or not, and changes nothing in the store', async () => {
  const store = await testStore({ instance: 'aaaaaaaa' });
  let changed = 0;
  const answer = createPeerAnswers({ store, reader: plainReader, onChanged: () => changed++ });
  const before = await contents(store);
  const forged = fc.oneof(
    fc.anything(),
    fc.record({ type: fc.constantFrom(...GOOD.map((it) => it.type)) }, { requiredKeys: ['type'] }),
    fc.record({
      type: fc.constant('merge'),
      page: fc.record({ registers: fc.array(fc.anything()), decisions: fc.array(fc.anything()) }),
    }),
    fc.record({
      type: fc.constant('put'),
      pieces: fc.array(
        fc.record({
          id: fc.constant(ID),
          fileName: fc.string(),
          mail: fc.constant(null),
          size: fc.nat(64),
          offset: fc.nat(64),
          data: fc.uint8Array({ maxLength: 64 }).map(toBase64),
        }),
        { maxLength: 3 },
      ),
    }),
  );
  await fc.assert(
    fc.asyncProperty(forged, async (value) => {
      await answer(value);
    }),
    { numRuns: 300 },
  );
  expect(await contents(store)).toEqual(before);
  expect(await store.domains.list()).toEqual([]);
  expect(changed).toBe(0);
});

test('an answer of another shape is refused', () => {
  expect(READ_ANSWER.store({ store: '../x' })).toBeNull();
  expect(READ_ANSWER.changes({ registers: [], decisions: [], next: '1', more: false })).toBeNull();
  expect(READ_ANSWER.wanted({ ids: ['x'] })).toBeNull();
  expect(READ_ANSWER.reports({ pieces: [{ ...piece, size: 1, offset: 2 }], missing: [] })).toBeNull();
  expect(READ_ANSWER.put({ states: ['owned'], full: false })).toBeNull();
  expect(READ_ANSWER.put({ states: ['stored'], full: false })).not.toBeNull();
});

test('reports under way are bounded in number and bytes; the oldest makes room', () => {
  const assembler = new Assembler({ reports: 2, bytes: 100 });
  const part = (n: number, offset: number, size = 40) => ({
    ...piece,
    id: `${n}`.repeat(64),
    size,
    offset,
    data: toBase64(new Uint8Array(20)),
  });
  expect(assembler.add(part(1, 0))).toBe('more');
  expect(assembler.add(part(2, 0))).toBe('more');
  expect(assembler.add(part(3, 0))).toBe('more');
  expect(assembler.add(part(1, 20))).toBe('lost');
  expect(assembler.add(part(3, 0))).toBe('more');
  expect(assembler.add(part(3, 20))).toMatchObject({ id: '3'.repeat(64) });
  expect(assembler.add(part(4, 0, 101))).toBe('refused');
  expect(assembler.add({ ...part(4, 0), size: 10 })).toBe('refused');
});
