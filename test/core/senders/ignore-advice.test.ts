import { expect, test } from 'vitest';
import type { AdvicePoint } from '../../../core/model/advice.ts';
import { type AdviceFacts, ignoreAdvice } from '../../../core/senders/ignore-advice.ts';
import { adviceSentence } from '../../../core/words/advice.ts';
import { judgedSender, someService } from '../../support/judged-sender.ts';

const DAY = 86_400;
const NOW = 20_400 * DAY;

function advice(change: Partial<AdviceFacts> = {}): Map<AdvicePoint['code'], AdvicePoint> {
  const facts: AdviceFacts = {
    judged: judgedSender({ sums: { messages: 10 } }),
    daysSeen: 5,
    daysCovered: 30,
    firstSeen: NOW - 60 * DAY,
    now: NOW,
    hostName: '',
    ...change,
  };
  return new Map(ignoreAdvice(facts).map((point) => [point.code, point]));
}

const FORWARDS = judgedSender({
  sums: { messages: 40, passed: 38, dkimAligned: 38 },
  forwarder: true,
  forwarderEvidence: [
    { code: 'arc-pass', detail: '', messages: 2 },
    { code: 'dkim-aligned-spf-not', detail: '', messages: 38 },
  ],
});
const SPOOFS = judgedSender({ sums: { messages: 20, failedDelivered: 6, reject: 14 } });

/** Each point where it holds and where it does not, with the figures of its sentence. */
const CASES: [
  name: string,
  facts: Partial<AdviceFacts>,
  code: AdvicePoint['code'],
  applies: boolean,
  detail: AdvicePoint['detail'],
][] = [
  ['seen on three days', { daysSeen: 3 }, 'repeated', true, { days: 3, of: 30, reporters: 2 }],
  ['seen on two days', { daysSeen: 2 }, 'repeated', false, { days: 2, of: 30, reporters: 2 }],
  [
    'a forwarder without aligned SPF',
    { judged: FORWARDS },
    'not-your-system',
    true,
    { spfAligned: 0, dkimAligned: 38, messages: 40 },
  ],
  [
    'a forwarder with aligned SPF',
    { judged: judgedSender({ sums: { messages: 9, spfAligned: 1 }, forwarder: true }) },
    'not-your-system',
    false,
    { spfAligned: 1, dkimAligned: 0, messages: 9 },
  ],
  [
    'no forwarder',
    { judged: SPOOFS },
    'not-your-system',
    false,
    { spfAligned: 0, dkimAligned: 0, messages: 20 },
  ],
  ['behaves like a forwarder', { judged: FORWARDS }, 'known-forwarder', true, { service: '', evidence: 2 }],
  [
    'a service that relays',
    { judged: judgedSender({ service: someService({ forwards: 'both' }) }) },
    'known-forwarder',
    true,
    { service: 'Plant', evidence: 0 },
  ],
  [
    'a service that relays nothing',
    { judged: judgedSender({ service: someService() }) },
    'known-forwarder',
    false,
    { service: 'Plant', evidence: 0 },
  ],
  [
    'nothing failed',
    { judged: judgedSender({ sums: { messages: 8, passed: 8 } }) },
    'no-risk-seen',
    true,
    { failed: 0, delivered: 0, messages: 8 },
  ],
  [
    'what failed was held back',
    { judged: judgedSender({ sums: { messages: 8, reject: 8 } }) },
    'no-risk-seen',
    true,
    { failed: 8, delivered: 0, messages: 8 },
  ],
  [
    'failing mail was let through',
    { judged: SPOOFS },
    'no-risk-seen',
    false,
    { failed: 20, delivered: 6, messages: 20 },
  ],
  [
    'first seen six days ago',
    { firstSeen: NOW - 6 * DAY },
    'new-or-sporadic',
    true,
    { days: 5, firstSeen: NOW - 6 * DAY },
  ],
  ['seen on two days only', { daysSeen: 2 }, 'new-or-sporadic', true, { days: 2, firstSeen: NOW - 60 * DAY }],
  [
    'known for a week',
    { firstSeen: NOW - 7 * DAY },
    'new-or-sporadic',
    false,
    { days: 5, firstSeen: NOW - 7 * DAY },
  ],
  [
    'no service, no name, no forwarder',
    { judged: judgedSender({ members: [0, 1, 2] }) },
    'unclear',
    true,
    { addresses: 3, hostName: '' },
  ],
  [
    'a confirmed name',
    { hostName: 'mx.plant.example' },
    'unclear',
    false,
    { addresses: 1, hostName: 'mx.plant.example' },
  ],
  [
    'a known service',
    { judged: judgedSender({ service: someService() }) },
    'unclear',
    false,
    { addresses: 1, hostName: '' },
  ],
  [
    'failures that forwarding explains in part',
    {
      judged: judgedSender({
        sums: { messages: 30, passed: 20, dkimAligned: 20 },
        forwarderEvidence: [{ code: 'override-forwarded', detail: '', messages: 4 }],
      }),
    },
    'unexplained-failures',
    true,
    { failed: 10, explained: 4, spfFailed: 30, dkimFailed: 10, messages: 30 },
  ],
  [
    'failures that forwarding explains',
    { judged: FORWARDS },
    'unexplained-failures',
    false,
    { failed: 2, explained: 2, spfFailed: 40, dkimFailed: 2, messages: 40 },
  ],
  [
    'aligned DKIM alone explains no failure',
    {
      judged: judgedSender({
        sums: { messages: 10, passed: 5, dkimAligned: 5 },
        forwarderEvidence: [{ code: 'dkim-aligned-spf-not', detail: '', messages: 5 }],
      }),
    },
    'unexplained-failures',
    true,
    { failed: 5, explained: 0, spfFailed: 10, dkimFailed: 5, messages: 10 },
  ],
  [
    'nothing passes',
    { judged: SPOOFS },
    'spoofing-possible',
    true,
    { failed: 20, unexplained: 20, delivered: 6, passed: 0, messages: 20 },
  ],
  [
    'receivers explain what fails',
    { judged: FORWARDS },
    'spoofing-possible',
    false,
    { failed: 2, unexplained: 0, delivered: 0, passed: 38, messages: 40 },
  ],
  [
    'a known forwarder of which nothing passes relays forged mail, for all that is known',
    { judged: judgedSender({ sums: { messages: 5 }, forwarder: true }) },
    'spoofing-possible',
    true,
    { failed: 5, unexplained: 5, delivered: 0, passed: 0, messages: 5 },
  ],
  [
    'one message of ten thousand that ARC explains excuses none of the others',
    {
      judged: judgedSender({
        sums: { messages: 10_000, failedDelivered: 10_000, arcPass: 1 },
        forwarder: true,
        forwarderEvidence: [{ code: 'arc-pass', detail: '', messages: 1 }],
      }),
    },
    'spoofing-possible',
    true,
    { failed: 10_000, unexplained: 9_999, delivered: 10_000, passed: 0, messages: 10_000 },
  ],
];

test.each(CASES)('%s', (_, facts, code, applies, detail) => {
  const point = advice(facts).get(code);
  expect(point).toMatchObject({ applies, detail });
  // Each figure that the point was computed from and that counts something stands in its sentence.
  const sentence = adviceSentence(point!, 'en');
  expect(sentence).not.toContain('?');
  expect(sentence.startsWith(code)).toBe(false);
});

test('each of the eight points is there, whatever the facts; four for and four against', () => {
  for (const judged of [FORWARDS, SPOOFS, judgedSender()]) {
    const points = [...advice({ judged }).values()];
    expect(points.filter((point) => point.side === 'for')).toHaveLength(4);
    expect(points.filter((point) => point.side === 'against')).toHaveLength(4);
  }
});
