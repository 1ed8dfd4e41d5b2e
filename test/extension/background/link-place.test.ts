import { expect, test } from 'vitest';
import { linkPlace } from '../../../extension/background/link-place.ts';
import type { FileAnswer, MarkReport } from '../../../extension/messages/protocol.ts';
import { linkTexts } from '../../../pwa/screens/import/link-texts.ts';

const report = (kind: MarkReport['kind']) => ({ id: 'a'.repeat(64), kind }) as MarkReport;
const reports = (...all: MarkReport[]): FileAnswer => ({
  outcome: 'reports',
  reports: all,
  file: '',
  undoable: false,
});

test.each([
  ['aggregate', 'report'],
  ['tls', 'tls'],
  ['failure', 'failure'],
] as const)('one report of kind %s is shown on its own page', (kind, place) => {
  expect(linkPlace(reports(report(kind)))).toBe(`#/${place}/${'a'.repeat(64)}`);
});

const OTHERS: (FileAnswer | null)[] = [
  null,
  reports(report('aggregate'), report('aggregate')),
  { outcome: 'none' },
  { outcome: 'rejected', sentence: '' },
  ...(['sign-in', 'unreachable', 'refused', 'too-large'] as const).map(
    (code): FileAnswer => ({ outcome: 'failed', code }),
  ),
];

test.each(OTHERS)('anything else is said on the Import page, in both languages: %j', (answer) => {
  const code = new URLSearchParams(linkPlace(answer).split('?')[1]).get('link') ?? '';
  expect(linkTexts.en.outcomes[code]).toMatch(/\w{3}/);
  expect(linkTexts.de.outcomes[code]).toMatch(/\w{3}/);
});
