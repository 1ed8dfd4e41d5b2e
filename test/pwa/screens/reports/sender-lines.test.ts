import { expect, test } from 'vitest';
import { SENDER_NEEDS } from '../../../../core/model/sender.ts';
import { headingLines, isFolded } from '../../../../pwa/screens/reports/sender-lines.ts';
import { FAKE_SENDERS } from '../../../support/fake-data.ts';

test('headings stand in the order of need, with counts and messages of theirs; nobody is lost', () => {
  const lines = headingLines(FAKE_SENDERS);
  const headings = lines.flatMap((line) => (line.kind === 'heading' ? [line] : []));
  const order = headings.map(({ need }) => SENDER_NEEDS.indexOf(need));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(headings.flatMap(({ senders }) => senders).length).toBe(FAKE_SENDERS.length);
  for (const { need, senders, messages } of headings) {
    expect(senders.every((row) => row.need === need)).toBe(true);
    expect(messages).toBe(senders.reduce((sum, row) => sum + row.totals.messages, 0));
  }
});

test('what asks nothing is folded in a long list, and never while something narrows it', () => {
  expect(isFolded('fine', 200, false)).toBe(true);
  expect(isFolded('fine', 200, true)).toBe(false);
  expect(isFolded('fine', 10, false)).toBe(false);
  expect(isFolded('unknown', 200, false)).toBe(false);
});
