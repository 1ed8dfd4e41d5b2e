import { expect, test } from 'vitest';
import { parseDmarcRecord } from '../../../core/dmarc/record.ts';
import { rejectsEverything } from '../../../core/domains/rejects-everything.ts';

test('only a record that weakens reject nowhere counts as rejecting everything', () => {
  const yes = ['p=reject', 'p=reject; sp=reject; np=reject', 'p=reject; pct=100', 'p=reject; t=n'];
  const no = [
    'p=quarantine',
    'p=reject; sp=none',
    'p=reject; np=none',
    'p=reject; t=y',
    'p=reject; pct=99',
    'p=reject; sp=bad',
  ];
  for (const tags of yes) expect(rejectsEverything(parseDmarcRecord(`v=DMARC1; ${tags}`)), tags).toBe(true);
  for (const tags of no) expect(rejectsEverything(parseDmarcRecord(`v=DMARC1; ${tags}`)), tags).toBe(false);
  expect(rejectsEverything(null)).toBe(false);
});
