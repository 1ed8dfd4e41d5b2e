import type { AdvicePoint } from '../model/advice.ts';
import { type JudgedSender, SUM } from '../model/traffic.ts';

/** Seen on at least this many days counts as repeated; on fewer as sporadic. */
const REPEATED_DAYS = 3;
const WEEK = 7 * 86_400;

export interface AdviceFacts {
  judged: JudgedSender;
  /** Days of the period with mail of the sender, and days of the period with any report. */
  daysSeen: number;
  daysCovered: number;
  /** First seen ever, Unix seconds. */
  firstSeen: number;
  now: number;
  /** A forward-confirmed reverse name of one of its addresses; empty where there is none. */
  hostName: string;
}

/**
 * The points of the Ignore dialog, each computed with its figures whether it applies or not: four for
 * (repeated, surely not your system, known forwarder, no risk) and four against.
 */
export function ignoreAdvice(facts: AdviceFacts): AdvicePoint[] {
  const { judged, daysSeen, daysCovered, firstSeen, now, hostName } = facts;
  const { sums, sender, reporters, forwarderEvidence } = judged;
  const messages = sums[SUM.messages]!;
  const failed = messages - sums[SUM.passed]!;
  const delivered = sums[SUM.failedDelivered]!;
  const known = sender.service !== null && sender.service.forwards !== 'no';
  const explained = Math.min(
    failed,
    forwarderEvidence
      .filter((each) => each.code !== 'dkim-aligned-spf-not' && each.code !== 'may-forward')
      .reduce((sum, each) => Math.max(sum, each.messages), 0),
  );
  const recent = now - firstSeen < WEEK;
  return [
    {
      side: 'for',
      code: 'repeated',
      applies: daysSeen >= REPEATED_DAYS,
      detail: { days: daysSeen, of: daysCovered, reporters: reporters.length },
    },
    {
      side: 'for',
      code: 'not-your-system',
      applies: judged.forwarder && sums[SUM.spfAligned]! === 0,
      detail: { spfAligned: sums[SUM.spfAligned]!, dkimAligned: sums[SUM.dkimAligned]!, messages },
    },
    {
      side: 'for',
      code: 'known-forwarder',
      applies: judged.forwarder || known,
      detail: { service: sender.service?.name ?? '', evidence: forwarderEvidence.length },
    },
    {
      side: 'for',
      code: 'no-risk-seen',
      applies: failed === 0 || delivered === 0,
      detail: { failed, delivered, messages },
    },
    {
      side: 'against',
      code: 'new-or-sporadic',
      applies: recent || daysSeen < REPEATED_DAYS,
      detail: { days: daysSeen, firstSeen },
    },
    {
      side: 'against',
      code: 'unclear',
      applies: sender.service === null && hostName === '' && !judged.forwarder,
      detail: { addresses: sender.members.length, hostName },
    },
    {
      side: 'against',
      code: 'unexplained-failures',
      applies: failed - explained > 0,
      detail: {
        failed,
        explained,
        spfFailed: messages - sums[SUM.spfAligned]!,
        dkimFailed: messages - sums[SUM.dkimAligned]!,
        messages,
      },
    },
    {
      side: 'against',
      code: 'spoofing-possible',
      applies: failed > 0 && sums[SUM.passed]! === 0 && !judged.forwarder,
      detail: { failed, delivered, passed: sums[SUM.passed]! },
    },
  ];
}
