import type { AlertDay, StatusTotals } from '../model/alert.ts';
import { SENDER_STATUS_ORDER, type SenderStatus } from '../model/sender.ts';
import { type Grouping, SUM, SUMS, type Traffic } from '../model/traffic.ts';
import { type Judgement, statusOfSender } from './status.ts';

/** Days of traffic built by day, with messages by the status of their senders; what alerts count. */
export function alertDays(traffic: Traffic, grouping: Grouping, judgement: Judgement): AlertDay[] {
  const { flows } = traffic;
  const ofSender: SenderStatus[] = grouping.senders.map((sender) =>
    statusOfSender(sender.members.map((a) => judgement.address[a]!)),
  );
  const days = new Map<number, Map<SenderStatus, StatusTotals>>();
  // Reports without records still say that the reporter is there.
  for (const day of traffic.reporterDays.keys()) days.set(day, new Map());
  for (let f = 0; f < flows.count; f++) {
    const day = flows.day[f]!;
    const entry = days.get(day) ?? new Map<SenderStatus, StatusTotals>();
    days.set(day, entry);
    const address = flows.address[f]!;
    // Ignored covers Not addresses only, so an ignored address counts as such within any sender.
    const own = SENDER_STATUS_ORDER[judgement.address[address]!]!;
    const status = own === 'ignored' ? own : ofSender[grouping.senderOf[address]!]!;
    let totals = entry.get(status);
    if (!totals) {
      totals = { messages: 0, passed: 0, failed: 0, issues: 0, failedDelivered: 0 };
      entry.set(status, totals);
    }
    const at = f * SUMS;
    const messages = flows.sums[at + SUM.messages]!;
    const passed = flows.sums[at + SUM.passed]!;
    totals.messages += messages;
    totals.passed += passed;
    totals.failed += messages - passed;
    totals.issues += passed - flows.sums[at + SUM.bothAligned]!;
    totals.failedDelivered += flows.sums[at + SUM.failedDelivered]!;
  }
  return [...days.entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([day, totals]) => ({
      day,
      byStatus: Object.fromEntries(totals),
      reporters: traffic.reporterDays.get(day) ?? [],
    }));
}
