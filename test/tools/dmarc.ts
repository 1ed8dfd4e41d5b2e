/**
 * `npm run -s dmarc -- --doh URL [--json] DOMAIN…`: how each domain's DMARC is pointed, which record and
 * policy apply, and its Organizational Domain by both methods.
 */

import { discover } from '../../core/dmarc/discover.ts';
import { nameExists } from '../../core/dmarc/name-exists.ts';
import { readPointing } from '../../core/dmarc/pointing.ts';
import { policyInForce } from '../../core/dmarc/policy-in-force.ts';
import { createResolver } from '../../core/dns/resolver.ts';
import { normalName } from '../../core/lib/domain-name.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { Discovery, DiscoveryOutcome, Pointing } from '../../core/model/dmarc.ts';
import type { Resolve } from '../../core/model/dns.ts';

const USAGE = 'usage: npm run -s dmarc -- --doh URL [--json] DOMAIN…';
/** A recursive resolver may take several seconds to learn that servers are silent. */
const TIMEOUT_MS = 15_000;

interface Arguments {
  doh: string;
  json: boolean;
  domains: string[];
}

function readArguments(argv: string[]): Arguments | null {
  const found: Arguments = { doh: '', json: false, domains: [] };
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? '';
    if (word === '--doh') {
      i += 1;
      found.doh = argv[i] ?? '';
    } else if (word.startsWith('--doh=')) found.doh = word.slice('--doh='.length);
    else if (word === '--json') found.json = true;
    else if (word.startsWith('-')) return null;
    else found.domains.push(normalName(word));
  }
  return found.doh !== '' && found.domains.length > 0 ? found : null;
}

/** One domain as the tool prints it. */
async function inspectDomain(domain: string, resolve: Resolve) {
  const pointing = await readPointing(domain, resolve);
  const discovery = await discover(domain, resolve);
  const applied = discovery.treewalk;
  const inherited = applied.recordDomain !== null && applied.recordDomain !== domain;
  const asksExistence = inherited && applied.record?.np != null;
  const exists = asksExistence ? await nameExists(domain, resolve) : null;
  const force = policyInForce(applied.record, { inherited, exists });
  // Where np decides for names that do not exist, silence leaves the policy open.
  const open =
    asksExistence &&
    exists === null &&
    policyInForce(applied.record, { inherited, exists: false }).current !== force.current;
  const oldInherited = discovery.psl.recordDomain !== domain;
  const old = policyInForce(discovery.psl.record, { inherited: oldInherited });
  return {
    domain,
    pointing: pointing.kind,
    targets: pointing.targets,
    fault: pointing.fault,
    record: pointing.record?.text ?? null,
    policy:
      applied.record === null
        ? null
        : {
            p: applied.record.p,
            sp: applied.record.sp,
            np: applied.record.np,
            t: applied.record.testing ? 'y' : 'n',
            pct: applied.record.pct,
            effective: open ? 'unknown' : force.current,
            effectiveOld: isOpen(discovery.psl) ? 'unknown' : old.old,
          },
    inForce: {
      current: open || isOpen(applied) ? 'unknown' : force.current,
      old: isOpen(discovery.psl) ? 'unknown' : old.old,
    },
    unknown: unknownOf(pointing, discovery),
    organizationalDomain: {
      treewalk: discovery.treewalk.organizationalDomain,
      psl: discovery.psl.organizationalDomain,
    },
    inheritsFrom: inherited ? applied.recordDomain : null,
    appliedRecord: applied.record?.text ?? null,
    problems: problemsOf(pointing, discovery),
  };
}

/** Whether DNS ended the search before it was known what applies. */
function isOpen(outcome: DiscoveryOutcome): boolean {
  return outcome.record === null && outcome.failure !== null;
}

/** What DNS did not tell, and why. */
function unknownOf(pointing: Pointing, discovery: Discovery): { what: string; reason: string }[] {
  const unknown: { what: string; reason: string }[] = [];
  if (pointing.noAnswer !== undefined) unknown.push({ what: 'pointing', reason: pointing.noAnswer });
  for (const [what, outcome] of [
    ['policy of current receivers', discovery.treewalk],
    ['policy of older receivers', discovery.psl],
  ] as const) {
    if (isOpen(outcome)) unknown.push({ what, reason: outcome.failure ?? '' });
  }
  return unknown;
}

function problemsOf(pointing: Pointing, discovery: Discovery): { code: string; detail: string }[] {
  const problems: { code: string; detail: string }[] = [];
  const { kind, via } = pointing;
  if (kind === 'several') problems.push({ code: 'several-records', detail: pointing.texts.join(' | ') });
  if (kind === 'empty') problems.push({ code: 'no-record-behind-pointing', detail: via ?? '' });
  if (kind === 'broken') problems.push({ code: `broken-${pointing.fault}`, detail: via ?? '' });
  if (kind === 'unknown') problems.push({ code: 'no-answer', detail: pointing.noAnswer ?? '' });
  problems.push(...(pointing.problems ?? []));
  const searched = discovery.treewalk.failure === null;
  if (kind === 'none' && discovery.treewalk.record === null && searched)
    problems.push({ code: 'no-record', detail: '' });
  if (discovery.differ) {
    const said = [discovery.treewalk, discovery.psl].map(
      (each) => `${each.organizationalDomain} with record of ${each.recordDomain ?? 'nobody'}`,
    );
    const detail = `${said[0]} by tree walk, ${said[1]} by public suffix list`;
    problems.push({ code: 'methods-differ', detail });
  }
  for (const [code, outcome] of [
    ['tree-walk-failed', discovery.treewalk],
    ['suffix-list-failed', discovery.psl],
  ] as const) {
    if (outcome.failure !== null) problems.push({ code, detail: outcome.failure });
  }
  for (const name of discovery.treewalk.discarded) problems.push({ code: 'records-discarded', detail: name });
  const record = pointing.record ?? discovery.treewalk.record;
  return [...problems, ...(record?.problems ?? [])];
}

type Inspected = Awaited<ReturnType<typeof inspectDomain>>;

function asText(row: Inspected): string {
  const host = row.targets.length > 0 ? row.targets.join(', ') : 'own zone';
  const policy = row.policy;
  const lines: [string, string][] = [
    ['pointing', row.fault === null ? row.pointing : `${row.pointing} (${row.fault})`],
    ['host', row.pointing === 'none' || row.pointing === 'unknown' ? '-' : host],
    ['record', row.record ?? '-'],
    [
      'policy',
      policy === null
        ? '-'
        : `p=${policy.p ?? '-'} sp=${policy.sp ?? '-'} np=${policy.np ?? '-'} t=${policy.t} pct=${policy.pct}`,
    ],
    ['in force', `${row.inForce.current ?? 'nothing'}; older receivers: ${row.inForce.old ?? 'nothing'}`],
    ['inherits', row.inheritsFrom === null ? '-' : `from ${row.inheritsFrom}: ${row.appliedRecord}`],
    [
      'org domain',
      `${row.organizationalDomain.treewalk ?? 'unknown'} by tree walk, ${row.organizationalDomain.psl ?? 'unknown'} by public suffix list`,
    ],
    ['unknown', row.unknown.map((each) => `${each.what}: ${each.reason}`).join('; ') || 'nothing'],
    [
      'problems',
      row.problems.map((each) => (each.detail ? `${each.code}: ${each.detail}` : each.code)).join('; ') ||
        'none',
    ],
  ];
  return [row.domain, ...lines.map(([name, value]) => `  ${name.padEnd(11)}${value}`)].join('\n');
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2));
  if (args === null) {
    console.error(USAGE);
    return 2;
  }
  const clock = () => Date.now();
  const resolve = createResolver({
    gateway: createGateway({ fetch, clock, timeoutMs: TIMEOUT_MS }),
    resolvers: [{ id: 'own', name: args.doh, url: args.doh }],
    clock,
    timeoutMs: TIMEOUT_MS,
  });
  const rows: Inspected[] = [];
  for (const domain of args.domains) {
    const row = await inspectDomain(domain, resolve);
    rows.push(row);
    if (!args.json) console.log(`${rows.length > 1 ? '\n' : ''}${asText(row)}`);
  }
  if (args.json) console.log(JSON.stringify(rows, null, 2));
  return 0;
}

process.exitCode = await main();
