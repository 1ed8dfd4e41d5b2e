import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  packedNameIn,
  readReportName,
  reportNameIn,
} from '../../../../extension/content/generic/name-in-text.ts';

const NAME = 'cable.example!shop.example!1772409600!1772495999!u1.xml.gz';

test.each([
  ['alone', NAME],
  ['in a sentence', `Download ${NAME} (12 KB)`],
  ['in an address', `/dl?part=2&fn=${NAME}&x=1`],
  ['in an address, escaped', `/dl/${encodeURIComponent(NAME).replaceAll('!', '%21')}?a=1`],
  ['in what is dragged', `application/zip:${NAME}:https://mail.example/x`],
  ['in an address that is wrongly escaped', `/100%/${NAME.replaceAll('!', '%21')}`],
])('a report’s name is found %s', (_, text) => {
  expect(reportNameIn(text)).toBe(NAME);
});

test.each([
  '',
  'Wow! Great! 1772409600!1772495999 numbers!',
  'a!b!12!34.zip',
  '!b!1772409600!1772495999.zip',
  'report.zip',
])('no report’s name in %j', (text) => {
  expect(reportNameIn(text)).toBe('');
  expect(readReportName(text)).toBeNull();
});

test('names of files that may hold a report', () => {
  expect(packedNameIn('Save report.zip (1 KB)')).toBe('report.zip');
  expect(packedNameIn('/dl?id=3&name=forwarded.eml')).toBe('forwarded.eml');
  expect(packedNameIn('notes.pdf')).toBe('');
  expect(packedNameIn('v1.2')).toBe('');
});

test('any text is looked at in little time, and what is found stands in it', () => {
  const piece = fc.constantFrom('a!', '!', '%21', '1234567890', 'x', ' ', '/', '%', 'a'.repeat(500), NAME);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 400 }), (pieces) => {
      const text = pieces.join('');
      const found = reportNameIn(text);
      if (found) expect(readReportName(found)).not.toBeNull();
      expect(found.length).toBeLessThanOrEqual(400);
    }),
  );
});

test('the text that took minutes takes no time: 500 places of a page', () => {
  const text = `${'a!'.repeat(950)} x?y!z=q!1234567890!1234567890`;
  const started = performance.now();
  for (let i = 0; i < 500; i += 1) expect(reportNameIn(text)).toBe('');
  expect(performance.now() - started).toBeLessThan(5_000);
});
