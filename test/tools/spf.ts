/**
 * `npm run -s spf -- --doh URL [--tsv|--json] (--pairs FILE | DOMAIN IP…)`: the SPF verdict of each domain and
 * address from live DNS, as the app gives it. Pairs are lines of a domain, a tab and an address.
 * What is odd about a record stands in `remarks` of each row of JSON; beside a table it goes to standard error.
 */
import { readFileSync } from 'node:fs';
import { createMemoryCache } from '../../core/dns/dns-cache.ts';
import { createResolver } from '../../core/dns/resolver.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { Resolve } from '../../core/model/dns.ts';
import type { SpfVerdict } from '../../core/model/spf.ts';
import { compileSpf } from '../../core/spf/compile.ts';
import type { CompiledSpf } from '../../core/spf/compiled.ts';
import { evaluateSpfWith } from '../../core/spf/evaluate.ts';
import { buildSpfTree } from '../../core/spf/tree.ts';
import { treeProblems } from '../../core/spf/tree-facts.ts';

const USAGE =
  'usage: npm run -s spf -- --doh URL [--tsv|--json] (--pairs FILE | DOMAIN IP…)\n' +
  '  --pairs FILE  lines of DOMAIN, a tab, IP; - reads standard input\n';
const HEADER = ['domain', 'ip', 'result', 'term', 'path', 'lookups', 'voids', 'problem'] as const;
/** Pairs under way at once. */
const PARALLEL = 8;

/** `remarks`: what is odd about the record, each as `code: term`, whatever the address. */
type Row = Omit<SpfVerdict, 'overBroad' | 'path' | 'kept'> & { ip: string; path: string; remarks: string };

interface Wanted {
  doh: string;
  json: boolean;
  pairs: [domain: string, ip: string][];
}

function readArguments(args: string[]): Wanted | string {
  const wanted: Wanted = { doh: '', json: false, pairs: [] };
  const rest: string[] = [];
  let file: string | null = null;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--doh') wanted.doh = args[++i] ?? '';
    else if (arg === '--pairs') file = args[++i] ?? '';
    else if (arg === '--json') wanted.json = true;
    else if (arg === '--tsv') wanted.json = false;
    else if (arg.startsWith('--')) return `unknown option ${arg}`;
    else rest.push(arg);
  }
  if (!wanted.doh) return 'no resolver: --doh URL is missing';
  if (file !== null) wanted.pairs = readPairs(file);
  else {
    const [domain, ...addresses] = rest;
    if (!domain || addresses.length === 0) return 'no domain and address given';
    wanted.pairs = addresses.map((ip) => [domain, ip]);
  }
  return wanted;
}

function readPairs(file: string): [string, string][] {
  const text = readFileSync(file === '-' ? 0 : file, 'utf8');
  return text
    .split(/\r?\n/)
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length >= 2 && !words[0]?.startsWith('#'))
    .map(([domain, ip]) => [domain as string, ip as string]);
}

const clean = (value: unknown): string => String(value).replace(/[\t\r\n]+/g, ' ');

function toTsv(rows: readonly Row[]): string {
  const line = (row: Row): string => HEADER.map((name) => clean(row[name])).join('\t');
  return `${[HEADER.join('\t'), ...rows.map(line)].join('\n')}\n`;
}

async function remarksOf(domain: string, resolve: Resolve): Promise<string> {
  const problems = treeProblems(await buildSpfTree(domain, resolve));
  return problems
    .map(({ code, term, figure }) => [code, term || (figure > 0 ? figure : '')].filter(Boolean).join(': '))
    .join('; ');
}

async function main(): Promise<number> {
  const wanted = readArguments(process.argv.slice(2));
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n${USAGE}`);
    return 2;
  }
  const gateway = createGateway({ fetch, clock: Date.now });
  const resolve = createResolver({
    gateway,
    resolvers: [{ id: 'own', name: 'given', url: wanted.doh }],
    clock: Date.now,
    cache: createMemoryCache(20_000),
    backOff: false,
  });
  const compiled = new Map<string, Promise<CompiledSpf>>();
  const remarks = new Map<string, Promise<string>>();
  const check = async ([domain, ip]: [string, string]): Promise<Row> => {
    const key = domain.toLowerCase();
    const record = compiled.get(key) ?? compileSpf(domain, resolve);
    compiled.set(key, record);
    const said = remarks.get(key) ?? remarksOf(domain, resolve);
    remarks.set(key, said);
    const { result, term, path, lookups, voids, problem } = await evaluateSpfWith(await record, ip, resolve);
    const row = { domain, ip, result, term, path: path.join('>'), lookups, voids, problem };
    return { ...row, remarks: await said };
  };
  const rows: Row[] = new Array(wanted.pairs.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < wanted.pairs.length; at = next++) {
      rows[at] = await check(wanted.pairs[at] as [string, string]);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  if (!wanted.json) {
    for (const [domain, said] of remarks) {
      const text = clean(await said);
      if (text !== '') process.stderr.write(`${domain}: ${text}\n`);
    }
  }
  process.stdout.write(wanted.json ? `${JSON.stringify(rows, null, 2)}\n` : toTsv(rows));
  return 0;
}

process.exitCode = await main();
