import type { Judged } from './judge-rows.ts';

/** A lock that DNS does not show yet is said to be none. */
function statusWord({ status, reason }: Judged['domains'][number]): string {
  return reason === 'locked-not-rejecting' ? `${status}, not in force` : status;
}

/** The answer for people: a paragraph a domain, its senders below it. */
export function judgedText(judged: Judged): string {
  const lines: string[] = [];
  for (const row of judged.domains) {
    const { domain } = row;
    const own = <T extends { domain: string }>(rows: readonly T[]): T[] =>
      rows.filter((each) => each.domain === domain);
    lines.push(
      `${domain || '(no policy domain)'}: ${statusWord(row)} (${row.reason}), pointing ${row.pointing}`,
      `  policy      ${row.policy.current ?? 'nothing'}; older receivers: ${row.policy.older ?? 'nothing'}`,
      `  mail        ${row.passed} of ${row.messages} messages passed; sending: ${row.sending}`,
      `  problems    ${row.problems.join(', ') || 'none'}`,
      `  next        ${row.next.join(', ') || 'nothing'}`,
    );
    for (const { policy, verdict, hit, of, accepted, unknown, ignored } of own(judged.readiness)) {
      lines.push(
        `  ${policy.padEnd(12)}${verdict}: ${hit} of ${of} hit (${accepted} accepted, ${unknown} unknown, ${ignored} ignored)`,
      );
    }
    for (const sender of own(judged.senders)) {
      const steps = sender.advice.map(({ code }) => code).join(', ');
      const remarks = sender.remarks.length > 0 ? ` [${sender.remarks.join(', ')}]` : '';
      lines.push(
        `  sender      ${sender.name}: ${sender.status}${remarks}, ${sender.passed} of ${sender.messages} passed; ${steps || 'nothing to do'}`,
      );
    }
    for (const { kind, day, messages, of, senders } of own(judged.alerts)) {
      const figures = messages === null ? '' : ` ${messages}${of === null ? '' : ` of ${of}`} messages`;
      const names = senders.map(({ name }) => name).join(', ');
      lines.push(`  alert       ${day} ${kind}${figures}${names === '' ? '' : `: ${names}`}`);
    }
    for (const { what, reason } of own(judged.unknown)) lines.push(`  unknown     ${what}: ${reason}`);
    lines.push('');
  }
  return lines.length > 0 ? lines.join('\n') : 'No report and no domain.\n';
}
