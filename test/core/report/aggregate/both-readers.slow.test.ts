import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fastReading, type Reading, tolerantReading } from '../../../support/both-readers.ts';
import { randomOf } from '../../../support/random.ts';
import { generateReport } from '../../../tools/generated-reports.ts';

const utf8 = new TextEncoder();

/** Text as it may stand in an element: plain, with entities, in CDATA, cut by comments. */
const fragment = fc.oneof(
  fc.constantFrom(
    'pass',
    'fail',
    'none',
    'Pass',
    '192.0.2.7',
    '2001:db8::1',
    '::ffff:192.000.2.1',
    '12',
    '1e3',
    '',
  ),
  fc.stringMatching(/^[a-z0-9.@ äß-]{0,20}$/),
  fc.constantFrom(
    '&amp;',
    '&lt;x&gt;',
    '&#65;',
    '&#x1F600;',
    '&#0;',
    '&nbsp;',
    'a & b',
    '&#xD800;',
    '&quot;&apos;',
  ),
  fc.constantFrom(
    '<![CDATA[a<b>&amp;]]>',
    '<![CDATA[]]>',
    '<!-- </count><spf> -->',
    '<!---->',
    '<![CDATA[ </record> ]]>',
  ),
);
const value = fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join(''));
const space = fc.constantFrom('', ' ', '\n', '\r\n\t', '<!-- <record> -->', '<?pi <row>?>');
const attributes = fc.constantFrom('', ' a="1"', " x='>'", ' xmlns:q="urn:q" b="<"', '\n', ' a="/"');

interface Shape {
  name: string;
  children?: fc.Arbitrary<string>[];
}

/** An element in some spelling: prefix, case, attributes, space in its tags, or empty. */
function element({ name, children }: Shape): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('', '', '', 'd:', 'ns1:'),
      fc.constantFrom('lower', 'lower', 'lower', 'upper'),
      attributes,
      fc.constantFrom('', '', ' '),
      children ? fc.tuple(space, ...children.map((child) => fc.tuple(child, space))) : value,
    )
    .map(([prefix, spelling, attrs, end, inner]) => {
      const tag = prefix + (spelling === 'upper' ? name.toUpperCase() : name);
      const body =
        typeof inner === 'string' ? inner : (inner as (string | [string, string])[]).flat().join('');
      return body === '' && end === ' ' ? `<${tag}${attrs}/>` : `<${tag}${attrs}>${body}</${tag}${end}>`;
    });
}

const leaf = (name: string) => element({ name });
const maybe = (child: fc.Arbitrary<string>) => fc.oneof(child, child, fc.constant(''));
const some = (child: fc.Arbitrary<string>) =>
  fc.array(child, { maxLength: 3 }).map((list) => list.join('\n'));

const extension = fc.oneof(
  element({ name: 'extension', children: [leaf('anything'), leaf('result')] }),
  fc.constant('<unknown>text <b>more</b></unknown>'),
);
const record = element({
  name: 'record',
  children: [
    maybe(
      element({
        name: 'row',
        children: [
          maybe(leaf('source_ip')),
          maybe(leaf('count')),
          maybe(
            element({
              name: 'policy_evaluated',
              children: [
                maybe(leaf('disposition')),
                maybe(leaf('dkim')),
                maybe(leaf('spf')),
                some(element({ name: 'reason', children: [maybe(leaf('type')), maybe(leaf('comment'))] })),
              ],
            }),
          ),
        ],
      }),
    ),
    maybe(
      fc.oneof(
        element({ name: 'identifiers', children: [maybe(leaf('envelope_from')), leaf('header_from')] }),
        element({ name: 'identities', children: [leaf('header_from')] }),
      ),
    ),
    maybe(
      element({
        name: 'auth_results',
        children: [
          some(
            element({ name: 'dkim', children: [leaf('domain'), maybe(leaf('selector')), leaf('result')] }),
          ),
          some(element({ name: 'spf', children: [leaf('domain'), maybe(leaf('scope')), leaf('result')] })),
        ],
      }),
    ),
    maybe(extension),
  ],
});
const report = fc
  .tuple(
    fc.constantFrom(
      '',
      '<?xml version="1.0"?>',
      '<?xml version="1.0" encoding="windows-1252"?>\n',
      '\ufeff',
      '<!DOCTYPE feedback>',
    ),
    element({
      name: 'feedback',
      children: [
        maybe(leaf('version')),
        element({
          name: 'report_metadata',
          children: [
            leaf('org_name'),
            leaf('email'),
            leaf('report_id'),
            element({ name: 'date_range', children: [leaf('begin'), leaf('end')] }),
            some(leaf('error')),
          ],
        }),
        some(record),
        element({
          name: 'policy_published',
          children: [leaf('domain'), maybe(leaf('p')), maybe(leaf('sp')), maybe(leaf('np'))],
        }),
        maybe(extension),
        some(record),
      ],
    }),
  )
  .map((parts) => parts.join(''));

function comparable(reading: Reading | string) {
  return typeof reading === 'string' ? reading : { header: reading.header, records: reading.records };
}

/** Kinds of repairs: how often one value is told differs, since each value is decoded once. */
function codes(reading: Reading): string[] {
  return [...new Set(reading.notes.map((note) => note.code))].sort();
}

test('both readers read the same from any spelling of a report', () => {
  let applied = 0;
  let found = 0;
  fc.assert(
    fc.property(report, (xml) => {
      const bytes = utf8.encode(xml);
      const fast = fastReading(bytes);
      if (fast === 'not-applicable' || fast === 'incomplete') return;
      applied++;
      if (typeof fast !== 'string') found += fast.records.length;
      const tolerant = tolerantReading(bytes);
      expect(comparable(tolerant)).toEqual(comparable(fast));
      if (typeof fast !== 'string' && typeof tolerant !== 'string')
        expect(codes(tolerant)).toEqual(codes(fast));
    }),
    { numRuns: 300, seed: 4 },
  );
  // The property must not hold because the fast reader turned everything away
  expect(applied).toBeGreaterThan(240);
  expect(found).toBeGreaterThan(300);
}, 30_000);

test('windows of any size give the fast reader the same report', () => {
  fc.assert(
    fc.property(report, fc.integer({ min: 1, max: 40 }), (xml, step) => {
      const bytes = utf8.encode(xml);
      expect(comparable(fastReading(bytes, step))).toEqual(comparable(fastReading(bytes)));
    }),
    { numRuns: 80, seed: 5 },
  );
}, 30_000);

test('made reports are read exactly by both', () => {
  const random = randomOf(7);
  for (const style of ['big', 'office', 'compact', 'plain', 'gateway', 'filter'] as const) {
    const { xml, truth } = generateReport({
      reporter: { orgName: 'A & B', email: 'r@host.example', host: 'host.example', style },
      domain: 'example.com',
      policy: 'quarantine',
      begin: 1_735_689_600,
      end: 1_735_775_999,
      reportId: '0012.50',
      records: 60,
      rfc9990: style === 'plain',
      random,
    });
    for (const reading of [fastReading(xml), tolerantReading(xml)] as Reading[]) {
      expect(reading.notes).toEqual([]);
      expect(reading.header).toMatchObject({
        orgName: 'A & B',
        reportId: '0012.50',
        dialect: style === 'plain' ? 'rfc9990' : 'rfc7489',
        totals: {
          records: truth.records,
          messages: truth.messages,
          passed: truth.passed,
          dkimAligned: truth.dkimAligned,
          spfAligned: truth.spfAligned,
          quarantine: truth.quarantine,
        },
      });
    }
  }
});
