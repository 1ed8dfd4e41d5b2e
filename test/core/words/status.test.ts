import { expect, test } from 'vitest';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { StatusReason } from '../../../core/model/dmarc.ts';
import type { NoAnswer } from '../../../core/model/dns.ts';
import type { UncheckedReason } from '../../../core/model/sender.ts';
import { domainReasonSentence } from '../../../core/words/domain-reason.ts';
import { senderStatusMeaning } from '../../../core/words/sender-meaning.ts';
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

test.each(['en', 'de'] as const)(
  'why SPF was not checked: not asked and no answer read differently, in %s [UNK-2]',
  (language) => {
    const of = (why: UncheckedReason) =>
      senderStatusMeaning(
        { status: 'unchecked', addresses: [{ status: 'unchecked' }], split: [], unchecked: why },
        language,
      );
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

test.each(['en', 'de'] as const)(
  'why a domain has its status names what it rests on, in %s [STATUS-2]',
  (language) => {
    const pointing = { kind: 'ns', targets: ['ns1.h.example', 'ns2.h.example'], texts: ['a', 'b', 'c'] };
    const row = { domain: 'a.example', inheritsFrom: 'b.example', pointing } as unknown as DomainRow;
    const of = (reason: StatusReason) => domainReasonSentence(reason, row, language);
    expect(of('delegated-by-ns')).toContain('ns1.h.example, ns2.h.example');
    expect(of('aliased-by-cname')).toContain('ns1.h.example');
    expect(of('several-records')).toContain('3 DMARC');
    expect(of('inherits')).toContain('b.example');
  },
);
