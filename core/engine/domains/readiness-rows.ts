import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { READINESS_DAYS, type ReadinessRow, readiness, senderClass } from '../../domains/readiness.ts';
import { recordAt } from '../../lib/columns/block-cursor.ts';
import { dayStart, utcDay } from '../../lib/days.ts';
import type { Readiness } from '../../model/domain-configuration.ts';
import type { Period } from '../../model/period.ts';
import { SENDER_STATUS_ORDER } from '../../model/sender.ts';
import type { JudgedSender } from '../../model/traffic.ts';
import { type JudgedTraffic, judgeDomain } from '../judge/judge-domain.ts';
import type { Context } from './context.ts';
import type { ReadinessWish } from './face.ts';
import { ownRecords } from './subdomains.ts';

/** The simulation of a policy over the stored rows of the last 30 days. */
export async function readinessOf(context: Context, domain: string, wish: ReadinessWish): Promise<Readiness> {
  const { store } = context;
  const today = utcDay(context.now());
  const period = { begin: dayStart(today - READINESS_DAYS), end: dayStart(today) };
  const judged = await judgeDomain(store, domain, period);
  const [rows, days, ownRecord] = [
    await readinessRows(context, domain, period, judged),
    await store.summaries.days(domain, period),
    await ownRecords(store, domain),
  ];
  return readiness(rows, {
    domain,
    policy: { p: wish.p, sp: wish.sp },
    adkim: wish.adkim,
    aspf: wish.aspf,
    today,
    daysWithReports: days.map((each) => each.day),
    ownRecord,
    organizationalDomain: organizationalDomainByList,
  });
}

/** Records merged into rows: what the simulation cannot tell apart counts once. */
async function readinessRows(
  context: Context,
  domain: string,
  period: Period,
  judged: JudgedTraffic,
): Promise<Iterable<ReadinessRow>> {
  const classOf = classes(judged);
  const rows = new Map<string, ReadinessRow>();
  for await (const { report, block } of context.store.reports.scan(domain, period)) {
    for (let i = 0; i < block.count; i++) {
      const record = recordAt(block, i);
      const sender = classOf(record.sourceIp);
      const row: ReadinessRow = {
        day: report.day,
        headerFrom: (record.headerFrom || report.policy.domain).toLowerCase(),
        ...sender,
        messages: record.messages,
        dkim: record.dkimAligned,
        spf: record.spfAligned,
        adkim: report.policy.adkim,
        aspf: report.policy.aspf,
        dkimPassed: unique(record.dkim.filter((each) => each.result === 'pass').map((each) => each.domain)),
        spfPassed: unique(
          record.spf
            .filter((each) => each.result === 'pass' && each.scope !== 'helo')
            .map((each) => each.domain),
        ),
        detailed: record.dkim.length > 0 || record.spf.length > 0,
        overrides: unique(record.reasons.map((each) => each.type)),
      };
      const { messages, senderName: _, ...rest } = row;
      const key = JSON.stringify(rest);
      const known = rows.get(key);
      if (known) known.messages += messages;
      else rows.set(key, row);
    }
  }
  return rows.values();
}

function unique(names: string[]): string[] {
  return [...new Set(names)].sort();
}

type SenderOfRow = Pick<ReadinessRow, 'sender' | 'senderName' | 'senderClass'>;

/** Sender and class of an address. Ignored is said of addresses, the rest of the whole sender. */
function classes(judged: JudgedTraffic): (address: string) => SenderOfRow {
  const { traffic, grouping, judgement } = judged;
  const byKey = new Map<string, JudgedSender>(judged.senders.map((each) => [each.sender.key, each]));
  const known = new Map<string, SenderOfRow>();
  traffic.addresses.forEach((address, a) => {
    const sender = grouping.senders[grouping.senderOf[a]!]!;
    const own = SENDER_STATUS_ORDER[judgement.address[a]!]!;
    const status = own === 'ignored' ? own : (byKey.get(sender.key)?.status ?? own);
    known.set(address, { sender: sender.key, senderName: sender.name, senderClass: senderClass(status) });
  });
  return (address) =>
    known.get(address) ?? { sender: `ip:${address}`, senderName: address, senderClass: 'unknown' };
}
