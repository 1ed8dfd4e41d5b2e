import { expect, test } from 'vitest';
import type { NextStep } from '../../../core/model/advice.ts';
import { type NextStepFacts, nextSteps } from '../../../core/senders/next-step.ts';
import { nextStepSentence } from '../../../core/words/next-step.ts';
import { judgedSender, someService } from '../../support/judged-sender.ts';
import { verdict } from '../../support/traffic.ts';

const steps = (facts: Partial<NextStepFacts>) =>
  nextSteps({ judged: judgedSender(), domain: 'example.com', verdicts: [], address: '', ...facts });

/** Each branch: what is known of a sender, and the first steps that follow from it. */
const CASES: [name: string, facts: Partial<NextStepFacts>, expected: NextStep[]][] = [
  [
    'In, all aligned: nothing',
    { judged: judgedSender({ status: 'in', sums: { messages: 5, dkimAligned: 5, spfAligned: 5 } }) },
    [{ code: 'nothing-to-do', detail: {} }],
  ],
  [
    'In, without DKIM and with a foreign envelope: both',
    { judged: judgedSender({ status: 'in', sums: { messages: 9, dkimAligned: 4, spfAligned: 7 } }) },
    [
      { code: 'set-up-dkim', detail: { messages: 5, of: 9 } },
      { code: 'align-envelope', detail: { messages: 2, of: 9, domain: 'example.com' } },
    ],
  ],
  [
    'an invalid record comes first',
    {
      judged: judgedSender({ status: 'not', sums: { messages: 1, passed: 1 } }),
      verdicts: [verdict('example.com', 'permerror', { problem: 'too-many-lookups' })],
      address: '192.0.2.1',
    },
    [
      { code: 'repair-spf-record', detail: { domain: 'example.com', problem: 'too-many-lookups' } },
      {
        code: 'add-address',
        detail: { address: '192.0.2.1', domain: 'example.com', passed: 1, messages: 1 },
      },
    ],
  ],
  [
    'a record that lets strangers pass',
    {
      judged: judgedSender({ status: 'in', remarks: ['over-broad'], sums: {} }),
      verdicts: [verdict('example.com', 'pass', { overBroad: true, term: '+all' })],
    },
    [
      { code: 'narrow-spf-record', detail: { domain: 'example.com', term: '+all' } },
      { code: 'nothing-to-do', detail: {} },
    ],
  ],
  [
    'Partially: what the service publishes',
    { judged: judgedSender({ status: 'partially', service: someService() }) },
    [
      {
        code: 'complete-service',
        detail: { service: 'Plant', include: '_spf.plant.example', domain: 'example.com' },
      },
    ],
  ],
  [
    'Partially, and the service publishes nothing',
    { judged: judgedSender({ status: 'partially', service: someService({ spf: [] }) }) },
    [{ code: 'complete-service', detail: { service: 'Plant', include: '', domain: 'example.com' } }],
  ],
  [
    'Ignored',
    { judged: judgedSender({ status: 'ignored' }) },
    [{ code: 'ignored-nothing-to-do', detail: {} }],
  ],
  [
    'undecided by a temporary error',
    {
      judged: judgedSender({ status: 'undecided' }),
      verdicts: [verdict('example.com', 'temperror', { problem: 'dns-servfail' })],
    },
    [{ code: 'wait-for-dns', detail: { domain: 'example.com', problem: 'dns-servfail' } }],
  ],
  [
    'undecided by what reports do not carry',
    {
      judged: judgedSender({ status: 'undecided' }),
      verdicts: [verdict('example.com', 'undecided', { term: 'exists:%{l}.x', problem: 'needs-local-part' })],
    },
    [
      {
        code: 'spf-needs-more-than-a-report',
        detail: { domain: 'example.com', term: 'exists:%{l}.x', problem: 'needs-local-part' },
      },
    ],
  ],
  [
    'not checked',
    { judged: judgedSender({ status: 'unchecked' }) },
    [{ code: 'choose-resolver-or-confirm', detail: { domain: 'example.com' } }],
  ],
  [
    'Not, a forwarder: never into the record',
    { judged: judgedSender({ forwarder: true, sums: { messages: 8, passed: 7 }, service: someService() }) },
    [{ code: 'ignore-forwarder', detail: { passed: 7, messages: 8 } }],
  ],
  [
    'Not, all of it passes by DKIM',
    {
      judged: judgedSender({ remarks: ['passes-by-dkim'], sums: { messages: 8, passed: 8, dkimAligned: 8 } }),
    },
    [{ code: 'check-once-dkim-is-enough', detail: { messages: 8, sender: '192.0.2.1' } }],
  ],
  [
    'Not, a service whose mail passes otherwise: its include',
    { judged: judgedSender({ sums: { messages: 9, passed: 4 }, service: someService() }) },
    [
      {
        code: 'add-include',
        detail: {
          include: '_spf.plant.example',
          domain: 'example.com',
          service: 'Plant',
          passed: 4,
          messages: 9,
        },
      },
    ],
  ],
  [
    'Not, a service of which nothing passes: a stranger may use it as well',
    { judged: judgedSender({ sums: { messages: 9 }, service: someService() }) },
    [{ code: 'check-sender', detail: { messages: 9, sender: 'Plant' } }],
  ],
  [
    'Not, an address whose mail passes: the address',
    { judged: judgedSender({ sums: { messages: 9, passed: 2, dkimAligned: 2 } }), address: '192.0.2.1' },
    [
      {
        code: 'add-address',
        detail: { address: '192.0.2.1', domain: 'example.com', passed: 2, messages: 9 },
      },
    ],
  ],
  [
    'Not, nothing passes and nobody known',
    { judged: judgedSender({ sums: { messages: 9, failedDelivered: 3 } }) },
    [{ code: 'likely-spoofed', detail: { messages: 9, delivered: 3 } }],
  ],
];

test.each(CASES)('%s', (_, facts, expected) => {
  const found = steps(facts);
  expect(found).toEqual(expected);
  for (const step of found) {
    for (const language of ['en', 'de'] as const) {
      const sentence = nextStepSentence(step, language);
      expect(sentence.startsWith(step.code)).toBe(false);
      expect(sentence).not.toContain('undefined');
    }
  }
});
