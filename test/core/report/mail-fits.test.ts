import { expect, test } from 'vitest';
import { mailFits } from '../../../core/report/mail-fits.ts';

const lastTwo = (name: string) => name.split('.').slice(-2).join('.');
const report = { orgName: 'Reporter Inc', email: 'dmarc@mail.reporter.example' };

test('a mail fits where it shares an organizational domain with the contact address', () => {
  expect(mailFits('bulk.reporter.example', report, lastTwo)).toBe(true);
  expect(mailFits('elsewhere.example', report, lastTwo)).toBe(false);
});

test('a mail of one known reporter under another of its domains fits', () => {
  const google = { orgName: 'google.com', email: '' };
  expect(mailFits('google.com', google, lastTwo)).toBe(true);
  expect(mailFits('google.com.attacker.example', google, lastTwo)).toBe(false);
});

test('a mail that names no sender accuses nobody', () => {
  expect(mailFits('', report, lastTwo)).toBe(true);
});
