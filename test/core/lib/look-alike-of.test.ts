import { expect, test } from 'vitest';
import { toALabels } from '../../../core/lib/dns-names.ts';
import { lookAlikeOf } from '../../../core/lib/look-alike-of.ts';
import { toULabels } from '../../../core/lib/to-u-labels.ts';

const OWN = ['example.com', 'müller.example', 'ibm.example'].map(toALabels);

test.each([
  ['p', 'еxample.com', 'example.com'],
  ['A-labels', 'xn--xample-2of.com', 'example.com'],
  ['below', 'mail.xn--xample-2of.com', 'example.com'],
  ['digits', 'examp1e.com', 'example.com'],
  ['rn for m', 'exarnple.com', 'example.com'],
  ['one letter more', 'examplee.com', 'example.com'],
  ['one letter less', 'exmple.com', 'example.com'],
  ['two swapped', 'exapmle.com', 'example.com'],
  ['begins with it', 'example.com.evil.test', 'example.com'],
  ['an accent less', 'muller.example', OWN[1]],
])('%s: %s is taken for %s', (_, name, own) => {
  expect(lookAlikeOf(name, OWN)).toBe(own);
});

test.each([
  'example.com',
  'mail.example.com',
  'example.net',
  'sample.org',
  'ibn.example',
  'xyz.example',
  '',
  'com',
])('%s is not', (name) => {
  expect(lookAlikeOf(name, OWN)).toBeNull();
});

test.each(['пример.рф', 'müller.example', '例え.jp', 'mañana.com', 'דוגמה.example', 'аррӏе.com'])(
  '%s is read back from its A-labels',
  (name) => {
    expect(toULabels(toALabels(name))).toBe(name);
  },
);

test.each(['xn--', 'xn--a-', 'xn--99999999999999', 'xn--\u00e9', 'xn---', `xn--${'9'.repeat(59)}`])(
  '%s is no punycode, and stays or is read without harm',
  (label) => {
    expect(typeof toULabels(label)).toBe('string');
  },
);
