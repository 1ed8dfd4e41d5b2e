import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordBlockBuilder } from '../../../core/lib/columns/block-builder.ts';
import type { RecordBlock } from '../../../core/model/records.ts';
import { decodeBlock, encodeBlock } from '../../../core/store/codec/block-codec.ts';
import { SharedStrings } from '../../../core/store/codec/strings.ts';
import { anyBlock } from '../../support/random-blocks.ts';

/** Every column of a block, read in an order of the test's choosing. */
function columns(block: RecordBlock, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, block[name as keyof RecordBlock]]));
}

test('every block comes back as it was, whichever column is read first', () => {
  fc.assert(
    fc.property(anyBlock, fc.boolean(), (block, backwards) => {
      // UTF-8 has no lone surrogates: they come back as U+FFFD.
      const strings = block.strings.map((it) => it.replace(/\p{Surrogate}/gu, '\ufffd'));
      const names = Object.keys(block);
      if (backwards) names.reverse();
      const shared = backwards ? new SharedStrings(['example.com', '1.2.3.4']) : undefined;
      const decoded = decodeBlock(encodeBlock({ ...block, strings }, shared), shared?.list);
      expect(columns(decoded, names)).toEqual(columns({ ...block, strings }, names));
    }),
    { numRuns: 300 },
  );
});

test('a small report takes few bytes: one record in under 120', () => {
  const builder = new RecordBlockBuilder();
  builder.addDkim(builder.string('example.com'), builder.string('s1'), 1, 0);
  builder.addSpf(builder.string('bounce.example.com'), 2, 2, 0);
  builder.addRecord({
    sourceIp: builder.string('203.0.113.7'),
    messages: 12,
    disposition: 0,
    dkimAligned: 1,
    spfAligned: 1,
    headerFrom: builder.string('example.com'),
    envelopeFrom: 0,
    envelopeFromPresent: 0,
    envelopeTo: 0,
  });
  expect(encodeBlock(builder.take()).length).toBeLessThan(120);
});

test('damaged bytes are noticed, never read past their end', () => {
  fc.assert(
    fc.property(anyBlock, fc.nat(), (block, cut) => {
      const bytes = encodeBlock(block);
      if (bytes.length === 0) return;
      const short = bytes.subarray(0, cut % bytes.length);
      try {
        const decoded = decodeBlock(short);
        columns(decoded, Object.keys(block));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return;
      }
      throw new Error(`read ${short.length} of ${bytes.length} bytes without noticing`);
    }),
    { numRuns: 200 },
  );
});
