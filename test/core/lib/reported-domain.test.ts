import { expect, test } from 'vitest';
import { reportedDomain } from '../../../core/lib/reported-domain.ts';

test.each([
  ['Example.COM.', 'example.com'],
  ['Bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  // Would become another name: an invisible character, wide letters
  ['exam\u200bple.com', 'exam\u200bple.com'],
  ['\uff45xample.com', '\uff45xample.com'],
  ['bücher.example/x', 'bücher.example/x'],
  ['_dmarc.example.com', '_dmarc.example.com'],
  ['', ''],
])('%j is compared as %j', (written, name) => {
  expect(reportedDomain(written)).toBe(name);
});
