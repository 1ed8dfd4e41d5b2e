import type { AlertDay, AlertSender, MailTotals } from '../model/alert.ts';
import { type Grouping, SUM, SUMS, type Traffic } from '../model/traffic.ts';
import { type Judgement, statusOfFlow, statusOfSender } from './status.ts';

/**
 * Days of traffic built by day, with messages by sender and status; what alerts count. The status is that of the
 * flow: what a user said of one address of a service says nothing of the others' mail.
 */
export function alertDays(traffic: Traffic, grouping: Grouping, judgement: Judgement): AlertDay[] {
  const { flows } = traffic;
  const headlines = grouping.senders.map(({ members, kind }) =>
    statusOfSender(
      members.map((a) => judgement.address[a]!),
      kind,
    ),
  );
  const days = new Map<number, Map<string, AlertSender>>();
  for (let f = 0; f < flows.count; f++) {
    const day = flows.day[f]!;
    const entries = days.get(day) ?? new Map<string, AlertSender>();
    days.set(day, entries);
    const s = grouping.senderOf[flows.address[f]!]!;
    const status = statusOfFlow(traffic, judgement, f);
    const { key, name } = grouping.senders[s]!;
    const id = `${status} ${key}`;
    let entry = entries.get(id);
    if (!entry) {
      entry = { key, name, status, partially: headlines[s] === 'partially', totals: noMail() };
      entries.set(id, entry);
    }
    const at = f * SUMS;
    const messages = flows.sums[at + SUM.messages]!;
    const passed = flows.sums[at + SUM.passed]!;
    const { totals } = entry;
    totals.messages += messages;
    totals.passed += passed;
    totals.failed += messages - passed;
    totals.issues += passed - flows.sums[at + SUM.bothAligned]!;
    totals.failedDelivered += flows.sums[at + SUM.failedDelivered]!;
    totals.held += flows.sums[at + SUM.quarantine]! + flows.sums[at + SUM.reject]!;
  }
  return [...days.entries()]
    .sort((a, b) => a[0] - b[0])
    .map(([day, entries]) => ({ day, senders: [...entries.values()] }));
}

/** Sums without any mail. */
function noMail(): MailTotals {
  return { messages: 0, passed: 0, failed: 0, issues: 0, failedDelivered: 0, held: 0 };
}
