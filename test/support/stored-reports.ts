import { gzipSync } from 'fflate';
import { RecordBlockBuilder } from '../../core/lib/columns/block-builder.ts';
import type { RecordBlock } from '../../core/model/records.ts';
import type { AggregateHeader } from '../../core/model/report.ts';
import { openStore, type StoreOptions } from '../../core/store/open-store.ts';
import type { NewReport } from '../../core/store/reports/report-store.ts';
import type { Store } from '../../core/store/store.ts';

const DAY = 86_400;

export interface ReportPlan {
  /** Makes the id; another number is another report. */
  number: number;
  domain?: string;
  reporter?: string;
  reportId?: string;
  day?: number;
  /** One row each: address, messages, passing, and the header-from name where it is not the domain. */
  rows?: [address: string, messages: number, passed: boolean, headerFrom?: string][];
  secondKey?: string;
  id?: string;
}

/** A report ready to be stored, made without reading a document. */
export async function newReport(store: Store, plan: ReportPlan): Promise<NewReport> {
  const { number, domain = 'example.com', reporter = 'reporter.example', day = 20_000 } = plan;
  const rows = plan.rows ?? [['203.0.113.7', number + 1, true]];
  const id = plan.id ?? number.toString(16).padStart(64, '0');
  const messages = rows.reduce((sum, row) => sum + row[1], 0);
  const passed = rows.reduce((sum, row) => sum + (row[2] ? row[1] : 0), 0);
  const header: AggregateHeader = {
    kind: 'aggregate',
    reporter,
    orgName: 'Reporter',
    email: `dmarc@${reporter}`,
    extraContact: '',
    reportId: plan.reportId ?? `r${number}`,
    begin: day * DAY,
    end: day * DAY + DAY - 1,
    errors: [],
    generator: '',
    dialect: 'rfc7489',
    policy: {
      domain,
      p: 'none',
      sp: null,
      np: null,
      adkim: 'r',
      aspf: 'r',
      pct: 100,
      fo: null,
      testing: null,
      discoveryMethod: null,
    },
    extensions: [],
    totals: {
      records: rows.length,
      messages,
      passed,
      strayPassed: 0,
      dkimAligned: passed,
      spfAligned: 0,
      none: messages,
      quarantine: 0,
      reject: 0,
    },
  };
  const blocks = [await store.reports.stageBlock(block(domain, rows), 0)];
  const raw = gzipSync(new TextEncoder().encode(`<feedback>${number}</feedback>`), { mtime: 0 });
  return {
    id,
    secondKey: plan.secondKey ?? `second-${id}`,
    report: header,
    outcome: 'report',
    notes: [],
    blocks,
    fileName: `report-${number}.xml`,
    mail: null,
    raw,
    range: null,
  };
}

function block(domain: string, rows: [string, number, boolean, string?][]): RecordBlock {
  const builder = new RecordBlockBuilder();
  for (const [address, messages, passed, headerFrom = domain] of rows) {
    builder.addDkim(builder.string(domain), builder.string('s1'), passed ? 1 : 2, 0);
    builder.addSpf(builder.string(`bounce.${domain}`), 2, 3, 0);
    builder.addRecord({
      sourceIp: builder.string(address),
      messages,
      disposition: 0,
      dkimAligned: passed ? 1 : 0,
      spfAligned: 0,
      headerFrom: builder.string(headerFrom),
      envelopeFrom: 0,
      envelopeFromPresent: 0,
      envelopeTo: 0,
    });
  }
  return builder.take();
}

let opened = 0;

/** A store of its own for a test, without anything of a browser's. */
export function testStore(options: StoreOptions = {}): Promise<Store> {
  return openStore({ name: `test-${opened++}-${Math.random()}`, locks: null, channel: null, ...options });
}

/** Starts an import and stores reports under it. */
export async function storeReports(store: Store, importId: string, plans: ReportPlan[]) {
  await store.imports.start(importId, { files: plans.length, bytes: 0 });
  return store.reports.put(importId, await Promise.all(plans.map((plan) => newReport(store, plan))));
}

/** Everything a store says of its reports, to compare two states of it. */
export async function contents(store: Store) {
  const domains = await store.summaries.domains();
  const reports = await store.reports.list({});
  const scanned: Record<string, string[]> = {};
  for (const { domain } of domains) {
    const found: string[] = [];
    for await (const { report, block: it } of store.reports.scan(domain)) {
      for (let i = 0; i < it.count; i++)
        found.push(`${report.id} ${it.strings[it.sourceIp[i]!]} ${it.messages[i]}`);
    }
    scanned[domain] = found.sort();
  }
  return {
    count: await store.reports.count(),
    reports: reports.map((it) => it.id).sort(),
    domains: domains.sort((a, b) => (a.domain < b.domain ? -1 : 1)),
    days: await Promise.all(domains.map((it) => store.summaries.days(it.domain))),
    addresses: await Promise.all(
      domains.map(async (it) =>
        (await store.summaries.addresses(it.domain)).sort((a, b) => (a.address < b.address ? -1 : 1)),
      ),
    ),
    froms: await Promise.all(domains.map((it) => store.summaries.headerFroms(it.domain))),
    scanned,
  };
}
