import fc from 'fast-check';
import { RecordBlockBuilder } from '../../core/lib/columns/block-builder.ts';
import type { RecordBlock } from '../../core/model/records.ts';

const text = fc.oneof(
  fc.constantFrom('', 'example.com', 'mail.example.com', 's1', 'zürich.example', '😀', '\ud800'),
  fc.ipV4(),
  fc.ipV6(),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '1.2.3',
    '01.2.3.4',
    '1.2.3.4.',
    '2001:DB8::1',
    '2001:db8:0:0::1',
    '::ffff:1.2.3.4',
    '::',
    'x',
  ),
);
const count = fc.oneof(
  fc.nat(300),
  fc.constantFrom(0, -0, 2 ** 33, 2 ** 60, 1.5, -3, Number.NaN, Number.POSITIVE_INFINITY),
  fc.nat(),
);
const record = fc.record({
  ip: text,
  messages: count,
  codes: fc.tuple(fc.nat(4), fc.nat(2), fc.nat(2)),
  from: text,
  envelope: fc.option(text, { nil: null }),
  to: text,
  dkim: fc.array(fc.tuple(text, text, fc.nat(7), text), { maxLength: 3 }),
  spf: fc.array(fc.tuple(text, fc.nat(2), fc.nat(7), text), { maxLength: 2 }),
  reasons: fc.array(fc.tuple(text, text), { maxLength: 2 }),
});

/** Blocks of 0 to 300 records with odd values in every column. */
export const anyBlock: fc.Arbitrary<RecordBlock> = fc.array(record, { maxLength: 300 }).map((records) => {
  const builder = new RecordBlockBuilder();
  const s = (value: string) => builder.string(value);
  for (const it of records) {
    for (const [domain, selector, result, words] of it.dkim)
      builder.addDkim(s(domain), s(selector), result, s(words));
    for (const [domain, scope, result, words] of it.spf) builder.addSpf(s(domain), scope, result, s(words));
    for (const [type, comment] of it.reasons) builder.addReason(s(type), s(comment));
    builder.addRecord({
      sourceIp: s(it.ip),
      messages: it.messages,
      disposition: it.codes[0],
      dkimAligned: it.codes[1],
      spfAligned: it.codes[2],
      headerFrom: s(it.from),
      envelopeFrom: s(it.envelope ?? ''),
      envelopeFromPresent: it.envelope === null ? 0 : 1,
      envelopeTo: s(it.to),
    });
  }
  return builder.take();
});
