import { expect, test } from 'vitest';
import type { NextStep } from '../../../core/model/advice.ts';
import { type NextStepFacts, nextSteps } from '../../../core/senders/next-step.ts';
import { nextStepSentence } from '../../../core/words/next-step.ts';
import { judgedSender, someService } from '../../support/judged-sender.ts';
import { verdict } from '../../support/traffic.ts';

const steps = (facts: Partial<NextStepFacts>) =>
  nextSteps({
    judged: judgedSender(),
    domain: 'example.com',
    verdicts: [],
    unchecked: null,
    proposals: null,
    foreign: 0,
    ...facts,
  });

/** A forwarder, with one message that a receiver marked. */
const RELAY = {
  forwarder: true,
  forwarderEvidence: [{ code: 'override-forwarded' as const, detail: '', messages: 1 }],
};

/** Each branch: what is known of a sender, and the first steps that follow from it. */
const CASES: [name: string, facts: Partial<NextStepFacts>, expected: NextStep[]][] = [
  [
    'In, all aligned: nothing',
    {
      judged: judgedSender({ status: 'in', sums: { messages: 5, passed: 5, dkimAligned: 5, spfAligned: 5 } }),
    },
    [{ code: 'nothing-to-do', detail: { passed: 5, messages: 5 } }],
  ],
  [
    'In, one of a thousand without DKIM: nothing',
    {
      judged: judgedSender({
        status: 'in',
        sums: { messages: 1000, passed: 1000, dkimAligned: 999, spfAligned: 999 },
      }),
      foreign: 1,
    },
    [{ code: 'nothing-to-do', detail: { passed: 1000, messages: 1000 } }],
  ],
  [
    'In, without DKIM and with a foreign envelope: both',
    {
      judged: judgedSender({ status: 'in', sums: { messages: 9, dkimAligned: 4, spfAligned: 7 } }),
      foreign: 2,
    },
    [
      { code: 'set-up-dkim', detail: { messages: 5, of: 9 } },
      { code: 'align-envelope', detail: { messages: 2, of: 9, domain: 'example.com' } },
    ],
  ],
  [
    'an invalid record is repaired before anything is added to it',
    {
      judged: judgedSender({ status: 'not', sums: { messages: 1, passed: 1 } }),
      verdicts: [verdict('example.com', 'permerror', { problem: 'too-many-lookups' })],
      proposals: [{ domain: 'example.com', terms: ['ip4:192.0.2.1'], messages: 1 }],
    },
    [{ code: 'repair-spf-record', detail: { domain: 'example.com', problem: 'too-many-lookups' } }],
  ],
  [
    'a record that lets strangers pass',
    {
      judged: judgedSender({ status: 'in', remarks: ['over-broad'], sums: {} }),
      verdicts: [verdict('example.com', 'pass', { overBroad: true, term: '+all' })],
    },
    [{ code: 'narrow-spf-record', detail: { domain: 'example.com', term: '+all' } }],
  ],
  [
    'a record that includes one that lets strangers pass',
    {
      judged: judgedSender({ status: 'in', remarks: ['over-broad'], sums: {} }),
      verdicts: [
        verdict('example.com', 'pass', {
          overBroad: true,
          term: '+all',
          path: ['example.com', 'wide.example'],
        }),
      ],
    },
    [{ code: 'narrow-spf-record', detail: { domain: 'example.com', term: '+all', at: 'wide.example' } }],
  ],
  [
    'Partially: a change that was tried',
    {
      judged: judgedSender({
        status: 'partially',
        service: someService(),
        sums: { messages: 20, passed: 1 },
      }),
      proposals: [{ domain: 'news.example.com', terms: ['include:_spf.plant.example'], messages: 4 }],
    },
    [
      {
        code: 'complete-service',
        detail: {
          service: 'Plant',
          terms: 'include:_spf.plant.example',
          domain: 'news.example.com',
          messages: 4,
        },
      },
    ],
  ],
  [
    'Partially, and hardly any of its mail passes: its other customers use it as well',
    {
      judged: judgedSender({
        status: 'partially',
        service: someService(),
        sums: { messages: 1000, passed: 49 },
      }),
      proposals: [{ domain: 'example.com', terms: ['include:_spf.plant.example'], messages: 4 }],
    },
    [{ code: 'check-service-addresses', detail: { service: 'Plant', domain: 'example.com' } }],
  ],
  [
    'Partially, and no change helps',
    { judged: judgedSender({ status: 'partially', service: someService() }), proposals: [] },
    [{ code: 'check-service-addresses', detail: { service: 'Plant', domain: 'example.com' } }],
  ],
  [
    'In by the From domain, while the return path has a record that does not allow it',
    {
      judged: judgedSender({ status: 'in', sums: { messages: 8, passed: 8, dkimAligned: 8 } }),
      proposals: [{ domain: 'bounce.example.com', terms: ['ip4:192.0.2.1'], messages: 8 }],
    },
    [
      {
        code: 'authorise-return-path',
        detail: { domain: 'bounce.example.com', terms: 'ip4:192.0.2.1', messages: 8, of: 8 },
      },
    ],
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
    'undecided, since the reports name no address',
    {
      judged: judgedSender({ status: 'undecided', sums: { messages: 7 } }),
      verdicts: [verdict('example.com', 'undecided', { problem: 'not-an-address' })],
    },
    [{ code: 'no-address', detail: { messages: 7 } }],
  ],
  [
    'not checked, since the domain is not confirmed',
    { judged: judgedSender({ status: 'unchecked' }), unchecked: 'not-confirmed' },
    [{ code: 'choose-resolver-or-confirm', detail: { domain: 'example.com' } }],
  ],
  [
    'not checked, since DNS gave no answer',
    { judged: judgedSender({ status: 'unchecked' }), unchecked: 'timeout' },
    [{ code: 'wait-for-dns', detail: { domain: 'example.com', problem: 'dns-timeout' } }],
  ],
  [
    'not checked, since the questions were used up',
    { judged: judgedSender({ status: 'unchecked' }), unchecked: 'budget' },
    [{ code: 'not-asked-yet', detail: { domain: 'example.com', why: 'budget' } }],
  ],
  [
    'Not, a forwarder of which receivers explain what fails',
    { judged: judgedSender({ ...RELAY, sums: { messages: 8, passed: 7, forwarded: 1 } }) },
    [{ code: 'ignore-forwarder', detail: { passed: 7, messages: 8, unexplained: 0 } }],
  ],
  [
    'Not, a forwarder with failures that nothing explains: never Ignored unseen',
    { judged: judgedSender({ ...RELAY, sums: { messages: 8, passed: 4 } }) },
    [{ code: 'check-forwarder', detail: { passed: 4, messages: 8, unexplained: 3 } }],
  ],
  [
    'Not, all of it passes by DKIM: said before any sign of forwarding',
    {
      judged: judgedSender({
        ...RELAY,
        remarks: ['passes-by-dkim'],
        sums: { messages: 8, passed: 8, dkimAligned: 8 },
      }),
    },
    [{ code: 'check-once-dkim-is-enough', detail: { aligned: 8, messages: 8, sender: '192.0.2.1' } }],
  ],
  [
    'Not, a service whose mail passes otherwise: the include that was tried',
    {
      judged: judgedSender({ sums: { messages: 9, passed: 4 }, service: someService() }),
      proposals: [{ domain: 'example.com', terms: ['include:_spf.plant.example'], messages: 9 }],
    },
    [
      {
        code: 'add-include',
        detail: {
          terms: 'include:_spf.plant.example',
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
    {
      judged: judgedSender({ sums: { messages: 9 }, service: someService() }),
      proposals: [{ domain: 'example.com', terms: ['include:_spf.plant.example'], messages: 9 }],
    },
    [{ code: 'check-sender', detail: { passed: 0, messages: 9, sender: 'Plant' } }],
  ],
  [
    'Not, an address whose mail passes: the address, in the record that failed',
    {
      judged: judgedSender({ sums: { messages: 9, passed: 2, dkimAligned: 2 } }),
      proposals: [{ domain: 'news.example.com', terms: ['ip4:192.0.2.1'], messages: 9 }],
    },
    [
      {
        code: 'add-address',
        detail: { terms: 'ip4:192.0.2.1', domain: 'news.example.com', passed: 2, messages: 9 },
      },
    ],
  ],
  [
    'Not, some mail passes, and nothing could be tried: no record is named',
    { judged: judgedSender({ sums: { messages: 9, passed: 2, dkimAligned: 2 } }) },
    [{ code: 'check-sender', detail: { passed: 2, messages: 9, sender: '192.0.2.1' } }],
  ],
  [
    'Not, signed by another domain',
    {
      judged: judgedSender({
        sums: { messages: 9, failedDelivered: 9 },
        unaligned: [{ by: 'dkim', domain: 'esp-c.example', messages: 9 }],
      }),
    },
    [
      {
        code: 'signs-as-other',
        detail: { other: 'esp-c.example', domain: 'example.com', seen: 9, messages: 9 },
      },
    ],
  ],
  [
    'Not, SPF passes for the return path of another domain',
    {
      judged: judgedSender({
        sums: { messages: 9, failedDelivered: 9 },
        unaligned: [{ by: 'spf', domain: 'bounce.esp.example', messages: 8 }],
      }),
    },
    [
      {
        code: 'returns-to-other',
        detail: { other: 'bounce.esp.example', domain: 'example.com', seen: 8, messages: 9 },
      },
    ],
  ],
  [
    'Not, nothing passes and nobody known',
    { judged: judgedSender({ sums: { messages: 9, failedDelivered: 3 } }) },
    [{ code: 'likely-spoofed', detail: { passed: 0, messages: 9, delivered: 3 } }],
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

test("for a sender that is not the user's nothing is set up or added, and what lets its mail pass is said [ADVICE-3] [NEED-11]", () => {
  const proposals = [{ domain: 'example.com', terms: ['ip4:192.0.2.7'], messages: 90 }];
  const verdicts = [verdict('example.com', 'pass', { term: 'include:them.test' })];
  const sums = { messages: 100, passed: 100, spfAligned: 100, failedDelivered: 0 };
  const asked: Record<string, string> = {};
  for (const status of ['in', 'partially', 'not'] as const) {
    for (const passed of [0, 100]) {
      for (const said of ['not-ours', 'forwarder'] as const) {
        const judged = judgedSender({ status, sums: { ...sums, passed } });
        const found = steps({ judged, verdicts, proposals, said, foreign: 50 });
        asked[`${status} ${passed} ${said}`] = found.map(({ code }) => code).join();
      }
    }
  }
  expect(asked).toEqual({
    'in 0 not-ours': 'not-yours-in-record',
    'in 0 forwarder': 'said-forwarder',
    'in 100 not-ours': 'not-yours-in-record',
    'in 100 forwarder': 'said-forwarder',
    'partially 0 not-ours': 'not-yours-in-record',
    'partially 0 forwarder': 'said-forwarder',
    'partially 100 not-ours': 'not-yours-in-record',
    'partially 100 forwarder': 'said-forwarder',
    'not 0 not-ours': 'not-yours',
    'not 0 forwarder': 'said-forwarder',
    'not 100 not-ours': 'not-yours-signed',
    'not 100 forwarder': 'said-forwarder',
  });
  const [step] = steps({ judged: judgedSender({ status: 'in', sums }), verdicts, said: 'not-ours' });
  expect(nextStepSentence(step!, 'en')).toContain('“include:them.test”');
});

test('a term is told with the record that holds it, where the domain includes that one [ADVICE-2]', () => {
  const detail = { domain: 'example.com', term: '+all', problem: 'needs-local-part', passed: 2, messages: 2 };
  for (const code of ['narrow-spf-record', 'not-yours-in-record', 'spf-needs-more-than-a-report'] as const) {
    const own = { code, detail };
    const included = { code, detail: { ...detail, at: 'wide.example' } };
    expect(nextStepSentence(own, 'en')).toContain('“+all”');
    expect(nextStepSentence(own, 'en')).not.toContain('in the record of');
    expect(nextStepSentence(included, 'en')).toContain('“+all” in the record of wide.example');
    expect(nextStepSentence(included, 'de')).toContain('„+all“ im Eintrag von wide.example');
  }
});
