import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SpfResult } from '../../../core/model/spf.ts';
import { SUM } from '../../../core/model/traffic.ts';
import { catalogueOf } from '../../../core/senders/find-service.ts';
import { groupAddresses } from '../../../core/senders/group.ts';
import { ignoreAdvice } from '../../../core/senders/ignore-advice.ts';
import { judgeSenders } from '../../../core/senders/judge-senders.ts';
import { nextSteps } from '../../../core/senders/next-step.ts';
import { judgeTraffic } from '../../../core/senders/status.ts';
import { headerOf, type ShortRecord, trafficOf, verdicts } from '../../support/traffic.ts';

const IP = '192.0.2.1';
const NONE = catalogueOf([]);

/** Codes of everything that is said about the one sender of these records. */
function codes(records: ShortRecord[], spf: SpfResult): string[] {
  const traffic = trafficOf([[headerOf(), records]]);
  const verdictOf = verdicts({ 'example.com': { '*': spf } });
  const judgement = judgeTraffic(traffic, { verdictOf, isIgnored: () => false });
  const grouping = groupAddresses(traffic.addresses, {
    catalogue: NONE,
    reverseName: () => undefined,
    passes: () => [],
    corrections: [],
  });
  const judged = judgeSenders(traffic, grouping, judgement, NONE)[0]!;
  const steps = nextSteps({
    judged,
    domain: 'example.com',
    verdicts: [],
    unchecked: null,
    proposals: [{ domain: 'example.com', terms: [`ip4:${IP}`], messages: judged.sums[SUM.messages]! }],
    foreign: 0,
  });
  const points = ignoreAdvice({
    judged,
    daysSeen: 5,
    daysCovered: 30,
    firstSeen: 0,
    now: 90 * 86_400,
    hostName: '',
  });
  return [
    judged.status,
    ...judged.remarks,
    judged.forwarder ? 'forwarder' : '',
    ...steps.map((step) => step.code),
    ...points.map((point) => `${point.code} ${point.applies}`),
  ];
}

/** One kind of mail each; of every kind, a pure sender has nothing else. */
const KINDS: ShortRecord[] = [
  { ip: IP },
  { ip: IP, dkimPass: true, dkim: ['example.com pass'] },
  { ip: IP, dkimPass: true, spfPass: true, dkim: ['example.com pass'] },
  { ip: IP, dkim: ['esp.example pass'] },
  { ip: IP, spf: ['bounce.esp.example pass mfrom'] },
  { ip: IP, reasons: ['local_policy arc=pass'] },
  { ip: IP, reasons: ['forwarded'] },
  { ip: IP, disposition: 'reject' },
];
const kind = fc.constantFrom(...KINDS);
const spf = fc.constantFrom<SpfResult>('pass', 'fail', 'none');

test('the same picture in a larger domain gives the same codes [ADVICE-5]', () => {
  const mail = fc.array(fc.tuple(kind, fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(mail, spf, fc.integer({ min: 2, max: 1_000 }), (list, result, factor) => {
      const of = (by: number) => list.map(([record, n]) => ({ ...record, n: n * by }));
      expect(codes(of(factor), result)).toEqual(codes(of(1), result));
    }),
  );
});

test('one message changes nothing that a thousand others contradict [ADVICE-5]', () => {
  fc.assert(
    fc.property(kind, kind, spf, fc.integer({ min: 1_000, max: 100_000 }), (many, one, result, n) => {
      expect(
        codes(
          [
            { ...many, n },
            { ...one, n: 1 },
          ],
          result,
        ),
      ).toEqual(codes([{ ...many, n }], result));
    }),
  );
});

test('Ignored is advised only where hardly any failure is without a sign of forwarding [ADVICE-4]', () => {
  const mail = fc.array(fc.tuple(kind, fc.integer({ min: 1, max: 500 })), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(mail, spf, (list, result) => {
      const found = codes(
        list.map(([record, n]) => ({ ...record, n })),
        result,
      );
      if (!found.includes('ignore-forwarder')) return;
      expect(found).toContain('spoofing-possible false');
      expect(found).toContain('unexplained-failures false');
    }),
  );
});

test('a term is proposed from one passing message in twenty on, not before [ADVICE-3]', () => {
  const mail = (passing: number): ShortRecord[] => [
    { ip: IP, n: 100 - passing },
    { ip: IP, n: passing, spfPass: true, spf: ['example.com pass mfrom'] },
  ];
  expect(codes(mail(5), 'fail')).toContain('add-address');
  expect(codes(mail(4), 'fail')).not.toContain('add-address');
});

test('half of the mail with a sign and a twentieth marked by receivers makes a forwarder, no less [FWD-1]', () => {
  const mail = (marked: number, signed: number): ShortRecord[] => [
    { ip: IP, n: marked, reasons: ['forwarded'] },
    { ip: IP, n: signed, dkimPass: true, dkim: ['example.com pass'] },
    { ip: IP, n: 100 - marked - signed },
  ];
  expect(codes(mail(5, 45), 'fail')).toContain('forwarder');
  expect(codes(mail(5, 44), 'fail')).not.toContain('forwarder');
  expect(codes(mail(4, 90), 'fail')).not.toContain('forwarder');
});

test('passes by DKIM is said from 99 signed messages of 100 on [SENDER-5]', () => {
  const mail = (signed: number): ShortRecord[] => [
    { ip: IP, n: signed, dkimPass: true, dkim: ['example.com pass'] },
    { ip: IP, n: 100 - signed },
  ];
  expect(codes(mail(99), 'fail')).toContain('passes-by-dkim');
  expect(codes(mail(98), 'fail')).not.toContain('passes-by-dkim');
});
