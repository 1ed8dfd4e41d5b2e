import { expect, test } from 'vitest';
import type { NoAnswer } from '../../../core/model/dns.ts';
import { domainStatusWord, isStatusUnknown, pointingWord } from '../../../core/words/status.ts';

test('what DNS was not asked, and what it did not answer, are told apart and are no status [UNK-2]', () => {
  expect(domainStatusWord('none', 'no-record', 'en')).toBe('Not configured');
  expect(domainStatusWord('none', 'not-looked-up', 'en')).toBe('Not looked up yet');
  expect(domainStatusWord('none', 'no-answer', 'en')).toBe('Not known');
  expect(domainStatusWord('none', 'no-answer', 'de')).toBe('Nicht bekannt');
  expect([isStatusUnknown('no-answer'), isStatusUnknown('not-looked-up')]).toEqual([true, true]);
  expect([isStatusUnknown('no-record'), isStatusUnknown('broken-servfail')]).toEqual([false, false]);
});

test('a pointing that is not known says whether DNS was asked [UNK-2]', () => {
  const word = (noAnswer?: NoAnswer) =>
    pointingWord({ kind: 'unknown', ...(noAnswer ? { noAnswer } : {}) }, 'en');
  expect(word()).toBe('Not looked up');
  expect(word('budget')).toBe('Not looked up');
  expect(word('timeout')).toBe('Not known: no answer');
  // What was known last stays, whatever came since.
  expect(pointingWord({ kind: 'txt', noAnswer: 'timeout' }, 'en')).toBe('TXT');
});
