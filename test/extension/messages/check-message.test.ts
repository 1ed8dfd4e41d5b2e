import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkPageMessage } from '../../../extension/messages/check-message.ts';
import { CHUNK_BYTES, type FileChunk, MAX_FILE_BYTES } from '../../../extension/messages/protocol.ts';

const chunk: FileChunk = {
  type: 'file-chunk',
  intent: 'read',
  transfer: '3f2c1b6e-8b1f-4b53-9c2a-0d5c5f7f1a11',
  name: 'a!b!1772409600!1772495999.zip',
  mailDomain: 'reporter.example',
  index: 0,
  count: 1,
  size: 3,
  data: 'AAAA',
};

test('a right message passes and loses what it should not carry', () => {
  expect(checkPageMessage({ ...chunk, extra: 'x' })).toEqual(chunk);
  expect(checkPageMessage({ type: 'marks-changed', tabId: 7 })).toEqual({ type: 'marks-changed' });
  expect(checkPageMessage({ type: 'open-report', id: 'a'.repeat(64) })).toEqual({
    type: 'open-report',
    id: 'a'.repeat(64),
  });
});

test.each([
  ['an unknown type', { ...chunk, type: 'run' }],
  ['an unknown intent', { ...chunk, intent: 'delete' }],
  ['a transfer that is no UUID', { ...chunk, transfer: '__proto__' }],
  ['an index beyond the count', { ...chunk, index: 1 }],
  ['a negative index', { ...chunk, index: -1 }],
  ['a broken index', { ...chunk, index: 0.5 }],
  ['a count that does not fit the size', { ...chunk, count: 2 }],
  ['a size over the cap', { ...chunk, size: MAX_FILE_BYTES + 1 }],
  ['data that is no base64', { ...chunk, data: 'A<?>' }],
  ['a piece over the cap', { ...chunk, data: 'A'.repeat(Math.ceil(CHUNK_BYTES / 3) * 4 + 4) }],
  ['a name over the cap', { ...chunk, name: 'x'.repeat(1_001) }],
  ['a number as name', { ...chunk, name: 7 }],
  ['an id that is no hash', { type: 'open-report', id: '../options.html' }],
  ['an id with a tail', { type: 'open-report', id: `${'a'.repeat(64)}&x` }],
  ['a sender over the cap', { type: 'open-ignore', id: 'a'.repeat(64), sender: 'x'.repeat(301) }],
  [
    'an address over the cap',
    {
      type: 'fetch-file',
      intent: 'read',
      webmail: 'gmail',
      url: `https://x/${'x'.repeat(8_000)}`,
      name: '',
      mailDomain: '',
    },
  ],
])('turns away %s', (_, message) => {
  expect(checkPageMessage(message)).toBeNull();
});

test('no value whatever makes it throw, and what passes is of a known type', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.record({
          type: fc.constantFrom(
            'file-chunk',
            'fetch-file',
            'held-file',
            'undo-import',
            'open-report',
            'open-ignore',
          ),
          index: fc.anything(),
          count: fc.anything(),
          size: fc.anything(),
          data: fc.anything(),
          id: fc.anything(),
          name: fc.anything(),
        }),
      ),
      (message) => {
        const checked = checkPageMessage(message);
        expect(checked === null || checked.type === 'marks-changed').toBe(true);
      },
    ),
  );
});
