/** DNS, SPF and their faults over a real resolver chain: PowerDNS, unbound, dnsdist. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryCache } from '../../core/dns/dns-cache.ts';
import { createResolver } from '../../core/dns/resolver.ts';
import { findReverseName } from '../../core/dns/reverse.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { QueryRecordEntry, Resolve } from '../../core/model/dns.ts';
import { checkHost } from '../../core/spf/check-host.ts';
import { compileSpf } from '../../core/spf/compile.ts';
import { evaluateSpfWith } from '../../core/spf/evaluate.ts';
import { expandSpf } from '../../core/spf/expand.ts';
import { takeSnapshot } from '../../core/spf/snapshot.ts';
import { compareSnapshots } from '../../core/spf/snapshot-difference.ts';
import { branchFigures } from '../../core/spf/tree-facts.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { mailauthSpf } from '../support/mailauth-spf.ts';
import { naiveSpf } from '../support/naive-spf.ts';
import { SPF_TRUTH } from '../support/spf-truth.ts';
import { bigRanges } from '../support/zones.ts';

let lab: DnsLab;
beforeAll(async () => {
  lab = await startDnsLab();
});
afterAll(() => lab?.stop());

function resolverFor(doh: string, onQuery?: (entry: QueryRecordEntry) => void): Resolve {
  return createResolver({
    gateway: createGateway({ fetch, clock: Date.now }),
    resolvers: [{ id: 'own', name: 'lab', url: doh }],
    clock: Date.now,
    cache: createMemoryCache(),
    backOff: false,
    ...(onQuery ? { onQuery } : {}),
  });
}

test('every lab zone gives the verdict that the RFC gives it, compiled and direct', async () => {
  const resolve = resolverFor(lab.doh);
  for (const { domain, ip, ...expected } of SPF_TRUTH) {
    const compiled = await compileSpf(domain, resolve);
    const verdict = await evaluateSpfWith(compiled, ip, resolve);
    expect(verdict, `${domain} ${ip}`).toMatchObject(expected);
    expect(await checkHost({ ip, domain }, resolve), `${domain} ${ip}`).toMatchObject(expected);
  }
});

test('mailauth, and a walker written from the text, say the same over the same DNS, with the same counts', async () => {
  const resolve = resolverFor(lab.doh);
  let compared = 0;
  for (const { domain, ip, result, term, path, lookups, voids } of SPF_TRUTH) {
    // Both know a local part, which these records ask for and a report does not carry.
    if (result === 'undecided' || ['soft.macro.example', 'both.macro.example'].includes(domain)) continue;
    const where = `${domain} ${ip}`;
    const naive = await naiveSpf({ ip, domain }, resolve);
    expect(naive, where).toEqual({ result, term, path, lookups, voids });
    compared++;
    // mailauth looks at the first ten of eleven mail hosts; RFC 7208 section 4.6.4 says permerror.
    if (domain === 'mx11.example') continue;
    const peer = await mailauthSpf({ ip, sender: `postmaster@${domain}`, helo: domain }, resolve);
    // It counts the term that passed the limit as well, and the first question, which is no term's, as void.
    const peerVoids = result === 'none' ? voids : Math.min(2, peer.voids);
    expect([peer.result, Math.min(10, peer.lookups), peerVoids], where).toEqual([result, lookups, voids]);
  }
  expect(compared).toBeGreaterThan(40);
});

test('2,000 ranges behind ten look-ups: every range is in, others are judged as mailauth does', async () => {
  const resolve = resolverFor(lab.doh);
  const { compiled, tree } = await expandSpf('big.example', resolve);
  for (const range of bigRanges().slice(0, 200)) {
    const verdict = await evaluateSpfWith(compiled, range.split('/')[0] as string, resolve);
    expect(verdict.result, range).toBe('pass');
    expect(verdict.term).toMatch(/^ip4:/);
  }
  for (const seed of [3, 40, 77, 101, 150, 200, 222, 223]) {
    const ip = `${seed}.${seed}.1.9`;
    const peer = await mailauthSpf({ ip, sender: 'postmaster@big.example', helo: 'big.example' }, resolve);
    expect((await evaluateSpfWith(compiled, ip, resolve)).result, ip).toBe(peer.result);
  }
  expect(branchFigures(tree)[0]).toMatchObject({ lookups: 10, ranges: 2_001 });
});

test('the spf tool prints one row a pair, in the order given', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rualens-spf-'));
  const file = join(folder, 'pairs.tsv');
  writeFileSync(file, SPF_TRUTH.map(({ domain, ip }) => `${domain}\t${ip}`).join('\n'));
  const tool = new URL('../tools/spf.ts', import.meta.url).pathname;
  const run = promisify(execFile);
  try {
    const { stdout } = await run('npx', ['tsx', tool, '--doh', lab.doh, '--pairs', file]);
    const [header, ...rows] = stdout.replace(/\n$/, '').split('\n');
    expect(header).toBe('domain\tip\tresult\tterm\tpath\tlookups\tvoids\tproblem');
    expect(rows).toEqual(
      SPF_TRUTH.map((row) => Object.values({ ...row, path: row.path.join('>') }).join('\t')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('reverse names count only when they lead back', async () => {
  const resolve = resolverFor(lab.doh);
  expect(await findReverseName('192.0.2.33', resolve)).toEqual({
    kind: 'name',
    name: 'mail.ptr.example',
    confirmed: true,
  });
  expect(await findReverseName('192.0.2.34', resolve)).toMatchObject({ confirmed: false });
  expect(await findReverseName('2001:db8::1', resolve)).toMatchObject({
    name: 'six.ip6.example',
    confirmed: true,
  });
  expect(await findReverseName('192.0.2.99', resolve)).toEqual({ kind: 'none' });
});

test('a compiled record asks each question once; classifying asks nothing', async () => {
  const seen: QueryRecordEntry[] = [];
  const resolve = resolverFor(lab.doh, (entry) => seen.push(entry));
  lab.clearQueries();
  const compiled = await compileSpf('big.example', resolve);
  const asked = lab.queries();
  expect(asked).toHaveLength(11);
  expect(new Set(asked).size).toBe(11);
  expect(seen.map((entry) => `${entry.name} ${entry.type}`).sort()).toEqual([...asked].sort());
  expect(seen.every((entry) => entry.purpose === 'spf' && entry.resolver === 'lab')).toBe(true);
  for (let i = 0; i < 1_000; i++) await evaluateSpfWith(compiled, `192.0.2.${i % 256}`, resolve);
  expect(lab.queries()).toHaveLength(11);
});

test('a change of the record is seen, and told as a difference of snapshots', async () => {
  await lab.createZone('moving.example', {
    'moving.example TXT': ['"v=spf1 ip4:192.0.2.0/28 include:_in.moving.example -all"'],
    '_in.moving.example TXT': ['"v=spf1 ip4:198.51.100.0/24 ip4:203.0.113.0/24 -all"'],
  });
  const first = takeSnapshot((await expandSpf('moving.example', resolverFor(lab.doh))).compiled, 1);
  await lab.setRecords('moving.example', '_in.moving.example', 'TXT', [
    '"v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:7::/48 -all"',
  ]);
  const second = takeSnapshot((await expandSpf('moving.example', resolverFor(lab.doh))).compiled, 2);
  if (!first || !second) throw new Error('no snapshot was taken');
  const path = ['moving.example', '_in.moving.example'];
  expect(await compareSnapshots(first, second)).toMatchObject({
    came: [{ range: '2001:db8:7::/48', path }],
    went: [{ range: '203.0.113.0/24', path }],
    records: [{ path }],
  });
});
