/** Records, headers and verdicts in a few words, for tests of senders, views and alerts. */
import { RecordBlockBuilder } from '../../core/lib/columns/block-builder.ts';
import { reportDay } from '../../core/lib/days.ts';
import {
  DISPOSITIONS,
  DKIM_RESULTS,
  type RecordBlock,
  SPF_RESULTS,
  SPF_SCOPES,
} from '../../core/model/records.ts';
import type { AggregateHeader, PolicyPublished } from '../../core/model/report.ts';
import type { SpfResult, SpfVerdict } from '../../core/model/spf.ts';
import type { ScannedBlock } from '../../core/model/stored.ts';
import type { Traffic } from '../../core/model/traffic.ts';
import type { AlignedUnder } from '../../core/senders/spf-domains.ts';
import { TrafficBuilder } from '../../core/senders/traffic-builder.ts';

export interface ShortRecord {
  ip: string;
  n?: number;
  from?: string;
  /** envelope_from; null: the element is missing, '' : present and empty. */
  envelope?: string | null;
  disposition?: (typeof DISPOSITIONS)[number];
  /** policy_evaluated. */
  dkimPass?: boolean;
  spfPass?: boolean;
  /** `domain result [selector]` */
  dkim?: string[];
  /** `domain result [scope]` */
  spf?: string[];
  /** `type comment…` */
  reasons?: string[];
}

export const DAY = 86_400;
export const POLICY: PolicyPublished = {
  domain: 'example.com',
  p: 'none',
  sp: null,
  np: null,
  adkim: null,
  aspf: null,
  pct: null,
  fo: null,
  testing: null,
  discoveryMethod: null,
};

export function blockOf(records: ShortRecord[]): RecordBlock {
  const b = new RecordBlockBuilder();
  for (const r of records) {
    for (const each of r.dkim ?? []) {
      const [domain, result, selector = 's1'] = each.split(' ');
      b.addDkim(b.string(domain!), b.string(selector), DKIM_RESULTS.indexOf(result as 'pass'), 0);
    }
    for (const each of r.spf ?? []) {
      const [domain, result, scope] = each.split(' ');
      const code = SPF_RESULTS.indexOf(result as 'pass');
      b.addSpf(b.string(domain!), SPF_SCOPES.indexOf((scope ?? 'none') as 'none'), code, 0);
    }
    for (const each of r.reasons ?? []) {
      const [type, ...comment] = each.split(' ');
      b.addReason(b.string(type!), b.string(comment.join(' ')));
    }
    const envelope = r.envelope === undefined ? null : r.envelope;
    b.addRecord({
      sourceIp: b.string(r.ip),
      messages: r.n ?? 1,
      disposition: DISPOSITIONS.indexOf(r.disposition ?? 'none'),
      dkimAligned: r.dkimPass ? 1 : 0,
      spfAligned: r.spfPass ? 1 : 0,
      headerFrom: b.string(r.from ?? 'example.com'),
      envelopeFrom: b.string(envelope ?? ''),
      envelopeFromPresent: envelope === null ? 0 : 1,
      envelopeTo: 0,
    });
  }
  return b.take();
}

export function headerOf(change: Partial<AggregateHeader> & { day?: number } = {}): AggregateHeader {
  const { day = 20_000, ...rest } = change;
  return {
    kind: 'aggregate',
    reporter: 'reporter.example',
    orgName: 'Reporter',
    email: 'dmarc@reporter.example',
    extraContact: '',
    reportId: 'r1',
    begin: day * DAY,
    end: day * DAY + DAY - 1,
    errors: [],
    generator: '',
    dialect: 'rfc7489',
    policy: POLICY,
    extensions: [],
    totals: {
      records: 0,
      messages: 0,
      passed: 0,
      strayPassed: 0,
      dkimAligned: 0,
      spfAligned: 0,
      none: 0,
      quarantine: 0,
      reject: 0,
    },
    ...rest,
  };
}

export function scanned(header: AggregateHeader, records: ShortRecord[], id = header.reportId): ScannedBlock {
  const { reporter, begin, end, policy } = header;
  return {
    report: { id, domain: policy.domain, reporter, begin, end, day: reportDay(begin, end), policy },
    block: blockOf(records),
  };
}

/** Alignment with the last two labels as the organizational domain. */
export const alignedByTwoLabels: AlignedUnder = (from, envelope, strict) =>
  from === envelope || (!strict && twoLabels(from) === twoLabels(envelope));

const twoLabels = (name: string): string => name.split('.').slice(-2).join('.');

export function trafficOf(
  reports: [AggregateHeader, ShortRecord[]][],
  options: { byDay?: boolean } = {},
): Traffic {
  const begins = reports.map(([header]) => header.begin);
  const bins = { begin: Math.min(...begins), seconds: DAY, count: 30 };
  const builder = new TrafficBuilder({ aligned: alignedByTwoLabels, bins, ...options });
  for (const [header, records] of reports) builder.add(header, blockOf(records));
  return builder.finish();
}

export function verdict(
  domain: string,
  result: SpfResult,
  more: Partial<Omit<SpfVerdict, 'domain' | 'result'>> = {},
): SpfVerdict {
  return {
    domain,
    result,
    term: '',
    path: [domain],
    lookups: 1,
    voids: 0,
    problem: '',
    overBroad: false,
    ...more,
  };
}

/** Verdicts out of `{ 'example.com': { '192.0.2.1': 'pass' } }`; a domain's `*` is the verdict for all others. */
export function verdicts(
  table: Record<string, Record<string, SpfResult>>,
): (domain: string, address: string) => SpfVerdict | undefined {
  return (domain, address) => {
    const result = table[domain]?.[address] ?? table[domain]?.['*'];
    return result === undefined ? undefined : verdict(domain, result);
  };
}
