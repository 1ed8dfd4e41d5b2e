import type { AdvicePoint } from '../model/advice.ts';
import { type JudgedSender, SUM } from '../model/traffic.ts';
import { unexplainedFailures } from './forwarder.ts';
import { isHardlyAny } from './shares.ts';

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
 * (repeated, not your system, known forwarder, no risk) and four against. What applies is decided by shares of
 * the messages; nothing speaks for ignoring a sender whose failures may be spoofing.
 */
export function ignoreAdvice(facts: AdviceFacts): AdvicePoint[] {
  const { judged, daysSeen, daysCovered, firstSeen, now, hostName } = facts;
  const { sums, sender, reporters, forwarderEvidence } = judged;
  const messages = sums[SUM.messages]!;
  const failed = messages - sums[SUM.passed]!;
  const delivered = sums[SUM.failedDelivered]!;
  const known = sender.service !== null && sender.service.forwards !== 'no';
  const unexplained = unexplainedFailures(judged);
  const explained = failed - unexplained;
  const mayBeSpoofed = !isHardlyAny(unexplained, messages);
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
      applies: judged.forwarder && !mayBeSpoofed && isHardlyAny(sums[SUM.spfAligned]!, messages),
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
      applies: isHardlyAny(delivered, messages),
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
      applies: mayBeSpoofed,
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
      applies: mayBeSpoofed,
      detail: { failed, unexplained, delivered, passed: sums[SUM.passed]!, messages },
    },
  ];
}
