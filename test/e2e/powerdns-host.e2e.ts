/** A real PowerDNS as policy host, beside the one that serves the domains, seen through caching DNS. */
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeDmarcRecord } from '../../core/dmarc/build-record.ts';
import { readPointing } from '../../core/dmarc/pointing.ts';
import { makeChange, revertOf } from '../../core/domains/change.ts';
import { delegationSteps } from '../../core/domains/delegation.ts';
import { matchHost } from '../../core/domains/host-match.ts';
import { powerDnsHost } from '../../core/domains/hosts/powerdns.ts';
import { readBack, type Written } from '../../core/domains/plan.ts';
import { domainStatus } from '../../core/domains/status.ts';
import { createGateway, type Gateway } from '../../core/lib/gateway.ts';
import type { Pointing } from '../../core/model/dmarc.ts';
import type { HostSettings } from '../../core/model/host.ts';
import { policyHostContract } from '../contracts/policy-host.ts';
import { type DnsLab, startDnsLab } from '../support/dns-lab.ts';
import { hostSettings } from '../support/host-settings.ts';
import { followingResolver, labResolver } from '../support/two-labs.ts';

let parents: DnsLab;
let hosts: DnsLab;
beforeAll(async () => {
  [parents, hosts] = [await startDnsLab(), await startDnsLab({ cachingResolver: true })];
  await hosts.createZone('served.example');
});
afterAll(async () => {
  await parents?.stop();
  await hosts?.stop();
});

const SERVERS = ['ns1.policy.test', 'ns2.policy.test'];
const settings = (change: Partial<HostSettings> = {}) =>
  hostSettings({ url: hosts.pdnsApi, nameServers: SERVERS, ttl: 3, ...change });

let writes = 0;
const plain = createGateway({ fetch, clock: Date.now });
const counting: Gateway = {
  request(url, init, why) {
    if (init.method !== 'GET') writes += 1;
    return plain.request(url, init, why);
  },
};
const hostWith = (change: Partial<HostSettings> = {}, key = hosts.apiKey) =>
  powerDnsHost(settings(change), { gateway: counting, key });

policyHostContract('powerdns', async () => ({
  host: hostWith(),
  writes: () => writes,
  key: hosts.apiKey,
  zone: {
    name: 'served.example',
    async put(name, type, values) {
      const contents = type === 'TXT' ? values.map((value) => `"${value}"`) : values;
      await hosts.setRecords('served.example', name, type, contents, 300);
    },
  },
}));

interface Json {
  serial: number;
  soa_edit_api: string;
  rrsets: { type: string; ttl: number; records: object[] }[];
}

const seconds = () => Math.floor(Date.now() / 1000);
const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('from TXT to Active, quarantine, reject and Blocked, with a record at every moment', async () => {
  const domain = 'firm.example';
  const owner = `_dmarc.${domain}`;
  const old = 'v=DMARC1; p=none; rua=mailto:d@firm.example; future=1';
  await parents.createZone(domain, { [`${owner} TXT`]: [`"${old}"`] });
  const resolve = followingResolver(parents, hosts);
  const host = hostWith();
  const look = async () => {
    const pointing = await readPointing(domain, resolve, seconds());
    const match = matchHost(domain, pointing, [host.settings]);
    const { status } = domainStatus({
      pointing,
      host: match,
      locked: false,
      declared: null,
      inheritsFrom: null,
    });
    return { pointing, match, status };
  };
  const change = async (text: string, action: string) => {
    const { pointing, match } = await look();
    const facts = { pointing, match, sharedWith: [] };
    return makeChange({ host, facts, domain, text, action, id: `${action}-1`, now: seconds() });
  };
  const steps = async (pointing: Pointing) => {
    const held = await host.read(domain);
    const ds = await resolve(owner, 'DS', 'pointing');
    return delegationSteps({
      place: host.place(domain),
      pointing,
      host: held.ok ? held.value : null,
      signed: false,
      ds,
    })
      .filter((step) => step.state === 'done')
      .map((step) => step.code);
  };

  const before = await look();
  expect(before.status).toBe('reporting-only');
  expect(await steps(before.pointing)).not.toContain('fill-host');
  const fill = await change(old, 'fill');
  expect(fill).toMatchObject({ result: 'done', before: null, after: { texts: [old] } });
  const filled = await look();
  expect(filled.status).toBe('reporting-only');
  expect(await steps(filled.pointing)).toContain('fill-host');

  // Someone watches all the while: there must be a record at every look.
  const seen: (string | null)[] = [];
  let watching = true;
  const watch = (async () => {
    while (watching) {
      seen.push((await readPointing(domain, resolve, seconds())).record?.text ?? null);
      await sleep(20);
    }
  })();
  // NS first: it covers the TXT at once, which then goes. Servers that take one edit do both together.
  await parents.setRecords(
    domain,
    owner,
    'NS',
    SERVERS.map((server) => `${server}.`),
  );
  await parents.setRecords(domain, owner, 'TXT', []);
  const delegated = await look();
  expect(delegated).toMatchObject({
    status: 'active',
    match: { kind: 'ours' },
    pointing: { kind: 'ns', targets: SERVERS },
  });
  expect(await steps(delegated.pointing)).toEqual(
    expect.arrayContaining(['fill-host', 'remove-txt', 'add-ns', 'no-ds', 'seen-in-dns']),
  );

  let record = delegated.pointing.record;
  let last: Written | null = null;
  for (const p of ['quarantine', 'reject'] as const) {
    const text = changeDmarcRecord(record, { p });
    expect(text).toContain('future=1');
    await readPointing(domain, resolve, seconds()); // the resolver now keeps the old text for its TTL
    const entry = await change(text, 'policy');
    expect(entry.result).toBe('done');
    last = {
      wanted: entry.after!,
      before: entry.before?.texts ?? [],
      beforeTtl: entry.before?.ttl ?? 0,
      at: seconds(),
    };
    expect(await readBack(last, resolve, seconds())).toMatchObject({ state: 'pending' });
    const written = last;
    await expect
      .poll(() => readBack(written, resolve, seconds()), { timeout: 10_000, interval: 100 })
      .toEqual({ state: 'published' });
    record = (await look()).pointing.record;
    expect(record?.p).toBe(p);
  }
  const locked = await look();
  expect(
    domainStatus({
      pointing: locked.pointing,
      host: locked.match,
      locked: true,
      declared: null,
      inheritsFrom: null,
    }).status,
  ).toBe('blocked');

  // Changed behind our back: drifted, with the tag that differs.
  await hosts.setRecords(owner, owner, 'TXT', ['"v=DMARC1; p=none; rua=mailto:d@firm.example; future=1"'], 3);
  const wanted = last!;
  await expect
    .poll(() => readBack(wanted, resolve, seconds() + 60), { timeout: 10_000, interval: 100 })
    .toMatchObject({ state: 'drifted', difference: [{ tag: 'p', wanted: 'reject', found: 'none' }] });
  const drifted = await look();
  expect(
    domainStatus({
      pointing: drifted.pointing,
      host: drifted.match,
      locked: true,
      declared: null,
      inheritsFrom: null,
    }).status,
  ).toBe('blocked-not-in-force');

  watching = false;
  await watch;
  expect(seen.length).toBeGreaterThan(100);
  expect(seen.filter((text) => text === null)).toEqual([]);
});

test('a change is reverted from its log line', async () => {
  const host = hostWith();
  const facts = {
    pointing: await readPointing('new.example', labResolver(parents)),
    match: { kind: 'not-applicable' as const },
    sharedWith: [],
  };
  const request = { host, facts, domain: 'new.example', action: 'policy', now: seconds() };
  await makeChange({ ...request, text: 'v=DMARC1; p=none', id: 'a' });
  const entry = await makeChange({ ...request, text: 'v=DMARC1; p=reject', id: 'b' });
  const back = await makeChange(revertOf(entry, { host, facts, id: 'c', now: seconds() })!);
  expect(back).toMatchObject({
    result: 'done',
    action: 'revert',
    reverts: 'b',
    after: { texts: ['v=DMARC1; p=none'] },
  });
});

test('foreign and mixed name servers: nothing is written', async () => {
  const host = hostWith();
  for (const [domain, servers, kind] of [
    ['foreign.example', ['ns.other.test.'], 'foreign'],
    ['mixed.example', ['ns.other.test.', 'ns1.policy.test.'], 'mixed'],
  ] as const) {
    // Served by the lab itself, so that the resolver sees the zone with these servers.
    await parents.createZone(`_dmarc.${domain}`, {
      [`_dmarc.${domain} NS`]: [...servers],
      [`_dmarc.${domain} TXT`]: ['"v=DMARC1; p=none"'],
    });
    const pointing = await readPointing(domain, labResolver(parents), seconds());
    const match = matchHost(domain, pointing, [host.settings]);
    expect(match.kind).toBe(kind);
    const before = writes;
    const entry = await makeChange({
      host,
      facts: { pointing, match, sharedWith: [] },
      domain,
      text: 'v=DMARC1; p=reject',
      action: 'policy',
      id: domain,
      now: seconds(),
    });
    expect(entry).toMatchObject({ result: 'failed', problem: { code: kind }, calls: [] });
    expect(writes).toBe(before);
    expect(await host.read(domain)).toMatchObject({ ok: true, value: { exists: false } });
  }
});

test('a zone that leaves its serial alone is told to raise it', async () => {
  const api = `${hosts.pdnsApi}/servers/localhost/zones`;
  const body = {
    name: '_dmarc.serial.example.',
    kind: 'Native',
    nameservers: SERVERS.map((name) => `${name}.`),
    soa_edit_api: '',
  };
  const made = await fetch(api, {
    method: 'POST',
    headers: { 'x-api-key': hosts.apiKey },
    body: JSON.stringify(body),
  });
  expect(made.status).toBe(201);
  const put = await fetch(`${api}/_dmarc.serial.example.`, {
    method: 'PUT',
    headers: { 'x-api-key': hosts.apiKey },
    body: JSON.stringify({ soa_edit_api: '' }),
  });
  expect(put.status).toBe(204);
  const host = hostWith();
  await host.write('soa.example', 'v=DMARC1; p=none');
  const soa = await labResolver(hosts)('_dmarc.soa.example', 'SOA', 'host-readback');
  expect(soa).toMatchObject({ records: [{ data: { mname: 'ns1.policy.test', minimum: 300 } }] });
  const first = await host.read('serial.example');
  const plan = await host.plan('serial.example', 'v=DMARC1; p=none');
  expect(plan.ok && plan.value.map((call) => call.method)).toEqual(['PUT', 'PATCH']);
  const after = await host.write('serial.example', 'v=DMARC1; p=none');
  expect(first.ok && after.ok && after.value.serial! > first.value.serial!).toBe(true);
});

test('records of a domain’s own zone: settings, records switched off and name servers are its owner’s', async () => {
  const url = `${hosts.pdnsApi}/servers/localhost/zones/own-serial.example.`;
  await hosts.createZone('own-serial.example', { 'own-serial.example TXT': ['"proof=1"'] });
  const send = (method: string, body: object) =>
    fetch(url, { method, headers: { 'x-api-key': hosts.apiKey }, body: JSON.stringify(body) });
  expect((await send('PUT', { soa_edit_api: '' })).status).toBe(204);
  const off = { content: '"v=spf1 +all"', disabled: true };
  const rrset = { name: 'own-serial.example.', type: 'TXT', ttl: 77, changetype: 'REPLACE' };
  expect(
    (await send('PATCH', { rrsets: [{ ...rrset, records: [{ content: '"proof=1"' }, off] }] })).status,
  ).toBe(204);
  const { records } = hostWith();
  const zone = { zone: 'own-serial.example', nameServers: SERVERS };
  const target = { name: 'own-serial.example', type: 'TXT', kind: 'spf' } as const;
  const before = (await (await fetch(url, { headers: { 'x-api-key': hosts.apiKey } })).json()) as Json;
  expect(await records?.write(zone, target, 'v=spf1 -all')).toMatchObject({ ok: true });
  const after = (await (await fetch(url, { headers: { 'x-api-key': hosts.apiKey } })).json()) as Json;
  expect(after.serial).toBe(before.serial + 1);
  expect(after.soa_edit_api).toBe('');
  const kept = after.rrsets.find((each) => each.type === 'TXT');
  expect(kept?.ttl).toBe(77);
  expect(kept?.records).toEqual(expect.arrayContaining([off, { content: '"proof=1"', disabled: false }]));
  expect(after.rrsets.filter((each) => each.type === 'NS')).toEqual(
    before.rrsets.filter((each) => each.type === 'NS'),
  );
  // Signed, and left to its owner to put right: without that, the new name would be denied by the old proofs.
  expect((await send('PUT', { dnssec: true, api_rectify: false })).status).toBe(204);
  const wildcard = { name: '*._domainkey.own-serial.example', type: 'TXT', kind: 'whole' } as const;
  const plan = await records?.plan(zone, wildcard, 'v=DKIM1; p=');
  expect(plan?.ok && plan.value.map((each) => `${each.method} ${each.url.split('/').at(-1)}`)).toEqual([
    'PATCH own-serial.example.',
    'PUT rectify',
  ]);
  expect(await records?.write(zone, wildcard, 'v=DKIM1; p=')).toMatchObject({ ok: true });
  const shown = await labResolver(hosts)('any._domainkey.own-serial.example', 'TXT', 'host-readback');
  expect(shown).toMatchObject({ kind: 'answer', records: [{ data: ['v=DKIM1; p='] }] });
  expect((await send('PUT', { kind: 'Slave', masters: ['192.0.2.1'] })).status).toBe(204);
  expect(await records?.write(zone, target, 'v=spf1 ~all')).toMatchObject({
    problem: { code: 'secondary-zone' },
  });
});

test('trouble is told plainly and leaves nothing half done', async () => {
  const text = 'v=DMARC1; p=none';
  expect(await hostWith().test()).toMatchObject({ ok: true });
  expect(await hostWith({}, 'wrong key').test()).toMatchObject({
    problem: { code: 'unauthorized', status: 401 },
  });
  expect(await hostWith({ server: 'nowhere' }).read('x.example')).toMatchObject({
    problem: { code: 'not-found', status: 404 },
  });
  expect(await hostWith({ url: 'http://127.0.0.1:9/api/v1' }).read('x.example')).toMatchObject({
    problem: { code: 'unreachable-or-key' },
  });
  // The lab serves this zone from a file.
  const readOnly = hostWith({ nameServers: ['ns1.provider.example'] });
  const facts = {
    pointing: await readPointing('none.example', labResolver(parents)),
    match: { kind: 'not-applicable' as const },
    sharedWith: [],
  };
  const entry = await makeChange({
    host: readOnly,
    facts,
    domain: 'ns.dmarc.example',
    text,
    action: 'policy',
    id: 'ro',
    now: seconds(),
  });
  expect(entry).toMatchObject({ result: 'failed', problem: { code: 'read-only', status: 422 } });
  const refused = await hostWith({ nameServers: ['not a name'] }).write('bad.example', text);
  expect(refused).toMatchObject({ problem: { code: 'rejected', status: 422 } });
  expect(refused.ok ? '' : refused.problem.detail).not.toBe('');
  expect(await hostWith().read('bad.example')).toMatchObject({ ok: true, value: { exists: false } });
});

test('a page may make these calls itself; a missing zone is told from a wrong key, which stays hidden', async () => {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<title>page</title>'),
  );
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    // The page's own fetch, reached through the same host code: requests are bound by CORS.
    const inPage = (async (url: string, init: RequestInit) => {
      const { status, text } = await page.evaluate(
        async ([url, method, headers, body]) => {
          const response = await fetch(url, {
            method,
            headers: JSON.parse(headers),
            ...(body === '' ? {} : { body }),
          });
          return { status: response.status, text: await response.text() };
        },
        [url, init.method ?? 'GET', JSON.stringify(init.headers), String(init.body ?? '')] as const,
      );
      return new Response(status === 204 ? null : text, { status });
    }) as typeof fetch;
    const gateway = createGateway({ fetch: inPage, clock: Date.now });
    const host = (key: string) => powerDnsHost(settings(), { gateway, key });
    expect(await host(hosts.apiKey).read('page.example')).toMatchObject({
      ok: true,
      value: { exists: false },
    });
    expect(await host(hosts.apiKey).write('page.example', 'v=DMARC1; p=none')).toMatchObject({
      ok: true,
      value: { exists: true },
    });
    expect(await host(hosts.apiKey).write('page.example', 'v=DMARC1; p=reject')).toMatchObject({ ok: true });
    expect(await host('wrong key').read('page.example')).toMatchObject({
      problem: { code: 'unreachable-or-key', status: null },
    });
  } finally {
    await browser.close();
    server.close();
  }
});

test('the command line tool tells every pointing of the lab', async () => {
  await parents.createZone('_dmarc.empty.example');
  const domains = ['txt', 'cname', 'ns', 'lame', 'dup', 'none'].map((name) => `${name}.dmarc.example`);
  const all = [...domains, 'empty.example', 'servfail.example', 'walk.example', 'x.walk.example'];
  const root = join(import.meta.dirname, '../..');
  const run = (args: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', 'test/tools/dmarc.ts', '--doh', parents.doh, ...args, ...all],
      { cwd: root },
    );
  const rows = JSON.parse((await run(['--json'])).stdout) as Record<string, unknown>[];
  expect(rows.map((row) => [row.domain, row.pointing, row.fault])).toEqual([
    ['txt.dmarc.example', 'txt', null],
    ['cname.dmarc.example', 'cname', null],
    ['ns.dmarc.example', 'ns', null],
    // Really lame, but this resolver does not say so by an Extended DNS Error.
    ['lame.dmarc.example', 'broken', 'servfail'],
    ['dup.dmarc.example', 'several', null],
    ['none.dmarc.example', 'none', null],
    ['empty.example', 'empty', null],
    ['servfail.example', 'broken', 'servfail'],
    ['walk.example', 'txt', null],
    ['x.walk.example', 'none', null],
  ]);
  expect(rows.slice(0, 3).map((row) => row.targets)).toEqual([
    [],
    ['policy.provider.example'],
    ['ns1.provider.example'],
  ]);
  expect(rows[8]).toMatchObject({
    policy: { p: 'reject', t: 'y', effective: 'quarantine', effectiveOld: 'reject' },
    organizationalDomain: { treewalk: 'walk.example', psl: 'walk.example' },
  });
  expect(rows[9]).toMatchObject({
    record: null,
    inheritsFrom: 'walk.example',
    policy: { effective: 'quarantine', effectiveOld: 'quarantine' },
  });
  const text = (await run([])).stdout;
  for (const domain of all) expect(text).toContain(`${domain}\n  pointing   `);
});
