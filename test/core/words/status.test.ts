import { expect, test } from 'vitest';
import type { NoAnswer } from '../../../core/model/dns.ts';
import type { UncheckedReason } from '../../../core/model/sender.ts';
import {
  domainStatusWord,
  isStatusUnknown,
  pointingWord,
  senderStatusMeaning,
} from '../../../core/words/status.ts';

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

test.each(['en', 'de'] as const)(
  'why SPF was not checked: not asked and no answer read differently, in %s [UNK-2]',
  (language) => {
    const of = (why: UncheckedReason) => senderStatusMeaning('unchecked', language, why);
    const [asked, silent] = language === 'en' ? ['not', 'gave no answer'] : ['nicht', 'gab keine Antwort'];
    const unasked: UncheckedReason[] = [
      'budget',
      'offline',
      'no-resolver',
      'not-allowed',
      'not-confirmed',
      'not-a-name',
      'pending',
    ];
    const unanswered: UncheckedReason[] = [
      'servfail',
      'refused',
      'timeout',
      'malformed',
      'http-error',
      'blocked',
    ];
    for (const why of unasked) expect(of(why)).not.toContain(silent);
    for (const why of unasked) expect(of(why)).toContain(asked);
    for (const why of unanswered) expect(of(why)).toContain(silent);
    expect(new Set([...unasked, ...unanswered].map(of)).size).toBe(13);
  },
);
