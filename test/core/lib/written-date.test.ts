import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenDate } from '../../../core/lib/written-date.ts';

/** 2025-11-27, 10:00 UTC. */
const TEN = 1_764_237_600;
const MIDNIGHT = TEN - 36_000;

const FORMS: [text: string, time: number | null, assumed?: boolean][] = [
  ['Thu, 27 Nov 2025 10:00:00 +0000', TEN, false],
  ['Thu, 27 Nov 2025 11:00:00 +0100 (CET)', TEN, false],
  ['Thu, 27 Nov 2025 11:00:00 +0100 (a (b) c) (d)', TEN, false],
  ['Thu, 27 Nov 2025 05:00:00 EST', TEN, false],
  ['Thu, 27 Nov 2025 11:00:00 CET', TEN, false],
  ['Thu, 27 Nov 2025 10:00:00 GMT', TEN, false],
  ['Thu, 27 Nov 2025 10:00:00 XYZ', TEN, true],
  ['Thu, 27 Nov 2025 10:00:00', TEN, true],
  ['27 Nov 25 10:00 -0000', TEN, false],
  ['Thu, 27 Nov 2025 10:00:00 +00:00', TEN, false],
  ['Thu Nov 27 10:00:00 2025', TEN, true],
  ['Thu Nov 27 11:00:00 CET 2025', TEN, false],
  ['Nov 27, 2025 10:00 AM UTC', TEN, false],
  ['27-Nov-2025 10:00:00 UTC', TEN, false],
  ['27.11.2025 10:00', TEN, true],
  ['2025-11-27T10:00:00Z', TEN, false],
  ['2025-11-27T10:00:00.999Z', TEN, false],
  ['2025-11-27T11:00:00+0100', TEN, false],
  ['2025-11-27 10:00:00 +0000 UTC', TEN, false],
  ['2025-11-27 10:00:00.5 +0000 UTC m=+18.25', TEN, false],
  ['2025-11-27 10:00:00', TEN, true],
  ['20251127T100000Z', TEN, false],
  ['2025-11-27', MIDNIGHT, true],
  ['20251127', MIDNIGHT, true],
  ['1764237600', TEN, true],
  ['1764237600.75', TEN, true],
  ['1764237600000', TEN, true],
  ['"1764237600"', TEN, true],
  ['', null],
  ['yesterday', null],
  ['-5', null],
  ['12', null],
  ['Thu', null],
  ['10:00:00', null],
  ['2025-13-45', null],
  ['2025-02-30 10:00:00', null],
  ['27/11/2025 10:00', null],
  ['Thu, 27 Nov 2025 25:00:00 +0000', null],
  ['Thu, 27 Nov 2025 10:61:00 +0000', null],
  ['Thu, 27 Nov 2025 10:00:00 +9900', null],
  ['27 Nov 2025 28 Nov 2025', null],
  ['99999999999999999999999', null],
];

test.each(FORMS)('the date %j', (text, time, assumed) => {
  expect(writtenDate(text)).toEqual(time === null ? null : { time, assumed });
});

test('no zone of a machine changes what a date says [READ-8]', () => {
  const module = new URL('../../../core/lib/written-date.ts', import.meta.url).href;
  const texts = FORMS.map(([text]) => text);
  const code = `import { writtenDate } from ${JSON.stringify(module)};
console.log(JSON.stringify(${JSON.stringify(texts)}.map((text) => writtenDate(text)?.time ?? null)));`;
  for (const TZ of ['Asia/Tokyo', 'America/St_Johns']) {
    const printed = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    });
    expect(JSON.parse(printed)).toEqual(FORMS.map(([, time]) => time));
  }
}, 60_000);

const two = (number: number): string => String(number).padStart(2, '0');

test('any time in any offset is read from what RFC 5322 and ISO 8601 write', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 86_400, max: 4_000_000_000 }),
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      (time, minutes) => {
        const local = new Date((time + minutes * 60) * 1000);
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}${two(Math.abs(minutes) % 60)}`;
        const mail = local.toUTCString().replace('GMT', offset);
        const iso = local.toISOString().replace('Z', offset);
        expect(writtenDate(mail)).toEqual({ time, assumed: false });
        expect(writtenDate(iso)).toEqual({ time, assumed: false });
      },
    ),
  );
});

test('no text makes it throw, and what it reads is a time', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789:-+.,TZ ()jan') })),
      (text) => {
        const found = writtenDate(text);
        if (found) expect(Number.isSafeInteger(found.time) && found.time >= 0).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
});
