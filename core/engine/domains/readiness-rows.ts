import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { READINESS_DAYS, type ReadinessRow, readiness, senderClass } from '../../domains/readiness.ts';
import { recordAt } from '../../lib/columns/block-cursor.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { Readiness } from '../../model/domain-configuration.ts';
import type { Period } from '../../model/period.ts';
import type { RecordBlock } from '../../model/records.ts';
import type { ScannedReport } from '../../model/stored.ts';
import { ignoredSet } from '../../senders/ignored.ts';
import { spfDomainsOfRow } from '../../senders/spf-domains.ts';
import { isByBroadTerm, statusOfVerdicts } from '../../senders/status.ts';
import { keptAlignment } from '../facts/walked-domains.ts';
import { type JudgedTraffic, judgeDomain } from '../judge/judge-domain.ts';
import type { Context } from './context.ts';
import type { ReadinessWish } from './face.ts';
import { ownRecords } from './subdomains.ts';

type ReadinessContext = Pick<Context, 'store' | 'now'>;

/** The simulation of a policy over the stored rows of the last 30 days. */
export async function readinessOf(
  context: ReadinessContext,
  domain: string,
  wish: ReadinessWish,
): Promise<Readiness> {
  const { store } = context;
  const today = utcDay(context.now());
  const period = lastDays(today, READINESS_DAYS);
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
  context: ReadinessContext,
  domain: string,
  period: Period,
  judged: JudgedTraffic,
): Promise<Iterable<ReadinessRow>> {
  const classOf = await classes(context, domain, judged);
  const rows = new Map<string, ReadinessRow>();
  for await (const { report, block } of context.store.reports.scan(domain, period)) {
    for (let i = 0; i < block.count; i++) {
      const record = recordAt(block, i);
      const sender = classOf(report, block, i);
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

/** Sender of each record, and the class of its flow. */
async function classes(
  { store }: ReadinessContext,
  domain: string,
  judged: JudgedTraffic,
): Promise<(report: ScannedReport, block: RecordBlock, i: number) => SenderOfRow> {
  const { traffic, grouping, facts } = judged;
  const aligned = await keptAlignment(store, domain);
  const isIgnored = ignoredSet(domain, facts.ignored);
  const senderOf = new Map(traffic.addresses.map((address, a) => [address, grouping.senderOf[a]!]));
  const known = new Map<string, SenderOfRow>();
  return (report, block, i) => {
    const address = block.strings[block.sourceIp[i]!]!;
    const names = spfDomainsOfRow(block, i, report, aligned);
    const key = `${address} ${names.join(' ')}`;
    let found = known.get(key);
    if (found === undefined) {
      const verdicts = names.map((name) => facts.verdictOf(name, address));
      const flow = statusOfVerdicts(verdicts);
      const status = flow === 'not' && isIgnored(address) ? 'ignored' : flow;
      const sender = grouping.senders[senderOf.get(address) ?? -1];
      found = {
        sender: sender?.key ?? `ip:${address}`,
        senderName: sender?.name ?? address,
        senderClass: senderClass(
          { status, byBroadTerm: isByBroadTerm(verdicts) },
          facts.classes.get(sender?.key ?? `ip:${address}`)?.as ?? null,
        ),
      };
      known.set(key, found);
    }
    return found;
  };
}
