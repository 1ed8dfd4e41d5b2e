import { expect, test } from 'vitest';
import { adviceSentence, forwarderSentence } from '../../../core/words/advice.ts';
import { alertSentence } from '../../../core/words/alert.ts';
import type { Language } from '../../../core/words/language.ts';
import { needSentence } from '../../../core/words/need.ts';
import { nextStepSentence } from '../../../core/words/next-step.ts';

/** Every figure that a sentence may quote is one; `1 of 1 messages` may stand. */
const ONE = Object.fromEntries(
  [
    ...[
      'messages',
      'of',
      'days',
      'reporters',
      'evidence',
      'failed',
      'delivered',
      'passed',
      'senders',
      'hit',
      'seen',
    ],
    ...[
      'accepted',
      'explained',
      'unexplained',
      'spfFailed',
      'dkimFailed',
      'spfAligned',
      'dkimAligned',
      'aligned',
    ],
    ...['failedDelivered', 'held', 'left'],
  ].map((name) => [name, 1]),
);
/** `2 messages`, said of one: the noun in the plural right behind a lone 1, or its verb. */
const PLURAL: Record<Language, RegExp> = {
  en: /(?<!of )\b1 (failing )?(messages|days|reporters|senders)\b|\b1 (failing )?message (bear|pass|were)\b/,
  de: /(?<![vV]on )\b1 (gescheiterte |scheiternde )?(Nachrichten|Tagen|Absendern|Berichtenden)\b|von 1 (Absendern|Berichtenden)|\b1 [^.;]*Nachricht (bestehen|tragen|wurden|kamen)\b/,
};
const LANGUAGES: Language[] = ['en', 'de'];
const POINTS = [
  ...['repeated', 'not-your-system', 'known-forwarder', 'no-risk-seen', 'new-or-sporadic', 'unclear'],
  ...['unexplained-failures', 'spoofing-possible'],
] as const;
const SIGNS = ['dkim-aligned-spf-not', 'arc-pass', 'override-forwarded', 'forwarder-envelope'] as const;
const NEEDS = [
  'blocked-mail',
  'sender-failing',
  'sender-new',
  'senders-hit',
  'parked-open',
  'senders-unclassed',
] as const;
const STEPS = ['complete-service', 'likely-spoofed', 'not-yours', 'no-address', 'check-forwarder'] as const;
const ALERTS = ['non-compliant-mail', 'compliant-with-issues', 'mail-from-blocked'] as const;

const saidOfOne = (language: Language): string[] => [
  ...POINTS.flatMap((code) =>
    [true, false].map((applies) => adviceSentence({ code, applies, side: 'for', detail: ONE }, language)),
  ),
  ...SIGNS.map((code) => forwarderSentence({ code, detail: 'relay.example', messages: 1 }, language)),
  ...NEEDS.map((code) => needSentence({ code, detail: { ...ONE, name: 'N', policy: 'none' } }, language)),
  ...STEPS.map((code) => nextStepSentence({ code, detail: { ...ONE, domain: 'd', service: 's' } }, language)),
  ...ALERTS.map((kind) => alertSentence({ kind, domain: 'd.example', data: ONE }, language)),
];

test.each(LANGUAGES)('what is said of one message is said of one, in %s', (language) => {
  for (const sentence of saidOfOne(language)) expect(sentence).not.toMatch(PLURAL[language]);
});

test('of failing mail that was let through a policy is told as what it asks, since it may be in force already', () => {
  for (const code of ['likely-spoofed', 'not-yours'] as const) {
    const said = (delivered: number, language: Language) =>
      nextStepSentence({ code, detail: { passed: 0, messages: 1_000, delivered } }, language);
    expect(said(0, 'en')).toContain('Receivers let no failing message of it through.');
    expect(said(0, 'en')).not.toMatch(/quarantine|policy/);
    expect(said(7, 'en')).toContain('let 7 failing messages through; quarantine or reject asks them');
    expect(said(0, 'de')).toContain('Empfänger ließen keine gescheiterte Nachricht');
    expect(said(7, 'de')).toContain('ließen 7 gescheiterte Nachrichten durch');
  }
});

test('ready tells what the policy would have hit, which is not all that fails where subdomains are left out [NEED-5]', () => {
  const detail = { policy: 'reject', accepted: 0, hit: 0, messages: 3_000 };
  expect(needSentence({ code: 'ready', detail }, 'en')).toBe(
    'p=reject would have hit no mail of accepted senders, and 0 of 3,000 messages in all.',
  );
  expect(needSentence({ code: 'ready', detail }, 'de')).toBe(
    'p=reject hätte keine Mail anerkannter Absender getroffen, insgesamt 0 von 3.000 Nachrichten.',
  );
});

test('what a policy would hit is told as that: under another alignment it may have passed [READY-6]', () => {
  const detail = { messages: 800, of: 900, senders: 2, policy: '' };
  const unclassed = needSentence({ code: 'senders-unclassed', detail }, 'en');
  const hit = needSentence({ code: 'senders-hit', detail }, 'en');
  expect(unclassed).toBe(
    'Of 900 messages of the last 30 days a stricter policy would hit 800, of 2 senders that nobody has classed.',
  );
  expect(hit).toMatch(
    /^800 messages .* do not pass DMARC by its record; a stricter policy would hit such mail\.$/,
  );
  for (const sentence of [unclassed, hit]) expect(sentence).not.toMatch(/\bfail(ed)?\b/);
});

test('several reporters that stopped are told as several [ALERT-6]', () => {
  const said = (reporters: string[]) =>
    alertSentence(
      { kind: 'reports-stopped', domain: 'd.example', data: { reporters, lastDay: 20_000 } },
      'de',
    );
  expect(said(['a.example'])).toMatch(/^a\.example berichtet nicht mehr/);
  expect(said(['a.example', 'b.example'])).toMatch(/^a\.example, b\.example berichten nicht mehr/);
});
