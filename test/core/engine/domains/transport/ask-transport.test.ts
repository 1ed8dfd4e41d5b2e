import { afterEach, beforeEach, expect, test } from 'vitest';
import { askTransport, MAX_MX_HOSTS } from '../../../../../core/engine/domains/transport/ask-transport.ts';
import { fetchStsPolicy } from '../../../../../core/engine/domains/transport/fetch-sts-policy.ts';
import { transportView } from '../../../../../core/engine/domains/transport/transport-view.ts';
import type { GatewayInit, GatewayResult } from '../../../../../core/lib/gateway.ts';
import type { TlsPolicy } from '../../../../../core/model/report.ts';
import type { Store } from '../../../../../core/store/store.ts';
import { newReport, testStore } from '../../../../support/stored-reports.ts';
import { type Zone, zoneResolver } from '../../../../support/zone-resolver.ts';

const D = 'example.com';
const DAY = 86_400;
const NOW = 20_400 * DAY;
const GOOD = `3 1 1 ${'ab'.repeat(32)}`;
const SIGNED: Zone = {
  com: { SOA: true, signed: true },
  [D]: {
    MX: [
      [10, 'mx1.example.com'],
      [20, 'mx2.mailer.test'],
    ],
    signed: true,
  },
  'mx1.example.com': { A: ['192.0.2.1'], signed: true },
  '_25._tcp.mx1.example.com': { TLSA: [GOOD], signed: true },
  'mx2.mailer.test': { A: ['192.0.2.2'], signed: true },
  '_25._tcp.mx2.mailer.test': { TLSA: [GOOD], signed: true },
  [`_mta-sts.${D}`]: { TXT: ['v=STSv1; id=7'], signed: true },
  [`_smtp._tls.${D}`]: { TXT: ['v=TLSRPTv1; rua=mailto:tls@example.com'], signed: true },
  [`default._bimi.${D}`]: { TXT: ['v=BIMI1; l=https://example.com/l.svg'], signed: true },
};

const OFFLINE: GatewayResult = { kind: 'offline', detail: '', took: 0 };

let store: Store;
beforeEach(async () => {
  store = await testStore({ clock: () => NOW * 1_000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
  await store.domains.change([D], { listing: 'confirmed' });
});
afterEach(() => store.close());

const requests: { url: string; init: GatewayInit }[] = [];
function contextOf(zone: Zone, options: { inExtension?: boolean; answer?: GatewayResult } = {}) {
  const { resolve, asked } = zoneResolver(zone);
  const context = {
    store,
    now: () => NOW,
    resolverFor: async () => resolve,
    onChange: () => undefined,
    inExtension: options.inExtension ?? false,
    gateway: {
      request: async (url: string, init: GatewayInit) => {
        requests.push({ url, init });
        return options.answer;
      },
    },
  };
  return { context: context as never, asked };
}

async function findings(zone: Zone, answer?: GatewayResult): Promise<string[]> {
  const { context } = contextOf(zone, { inExtension: true, ...(answer ? { answer } : {}) });
  await askTransport(context, D, false);
  if (answer) await fetchStsPolicy(context, D);
  return (await transportView(context, D)).findings.map(({ code, names }) => [code, ...names].join(' '));
}

const file = (text: string, change: { status?: number; type?: string } = {}): GatewayResult => ({
  kind: 'response',
  status: change.status ?? 200,
  header: () => change.type ?? 'text/plain; charset=utf-8',
  body: new TextEncoder().encode(text),
  took: 1,
});
const POLICY = 'version: STSv1\nmode: enforce\nmx: *.example.com\nmx: mx2.mailer.test\nmax_age: 604800\n';

test('everything in order: MTA-STS enforced, DANE validated, reports asked for [TRANS-3]', async () => {
  requests.length = 0;
  expect(await findings(SIGNED, file(POLICY))).toEqual([
    ...['sts-enforced', 'dane-secure', 'rpt-present mailto:tls@example.com'],
  ]);
  expect(requests).toMatchObject([
    { url: `https://mta-sts.${D}/.well-known/mta-sts.txt`, init: { maxBytes: 65_536 } },
  ]);
});

test('DANE needs the MX, the addresses and the records signed, and a record that can be used [TRANS-3]', async () => {
  const dane = async (change: Zone) =>
    (await findings({ ...SIGNED, ...change })).filter((line) => line.startsWith('dane'));
  const unsigned = (name: string): Zone => {
    const { signed: _, ...entry } = SIGNED[name]!;
    return { [name]: entry };
  };
  const both = 'mx1.example.com mx2.mailer.test';
  expect(await dane(unsigned(D))).toEqual([`dane-insecure ${both}`]);
  expect(await dane(unsigned('mx2.mailer.test'))).toEqual(['dane-insecure mx2.mailer.test']);
  expect(await dane(unsigned('_25._tcp.mx1.example.com'))).toEqual(['dane-insecure mx1.example.com']);
  expect(await dane({ '_25._tcp.mx1.example.com': { TLSA: ['1 1 1 ab'], signed: true } })).toEqual([
    'dane-unusable mx1.example.com',
  ]);
  expect(await dane({ '_25._tcp.mx1.example.com': { signed: true } })).toEqual([
    'dane-partly mx1.example.com',
  ]);
  expect(await dane({ '_25._tcp.mx1.example.com': { fails: 'servfail', ede: 6 } })).toEqual([
    ...['dane-bogus mx1.example.com', 'dane-unknown'],
  ]);
  expect(await dane({ '_25._tcp.mx1.example.com': { fails: 'timeout' } })).toEqual(['dane-unknown']);
  const none = Object.keys(SIGNED).filter((name) => name.startsWith('_25.'));
  expect(await dane(Object.fromEntries(none.map((name) => [name, { signed: true }])))).toEqual(['dane-none']);
  // A resolver that validates nothing calls nothing authentic: that is no proof of anything.
  const blind = Object.fromEntries(
    Object.entries(SIGNED).map(([name, { signed: _, ...entry }]) => [name, entry]),
  );
  expect((await findings(blind)).filter((line) => line.startsWith('dane'))).toEqual(['dane-unknown']);
});

test('a policy that a web page cannot read is not known, and neither is what DNS did not tell [TRANS-4]', async () => {
  const { context } = contextOf(SIGNED);
  await askTransport(context, D, false);
  expect(await fetchStsPolicy(context, D)).toBe(false);
  expect(await transportView(context, D)).toMatchObject({ policy: { state: 'not-here' } });
  expect(await findings(SIGNED)).toContain('sts-unread');
  const silent: Zone = Object.fromEntries(
    [D, `_mta-sts.${D}`, `_smtp._tls.${D}`].map((name) => [name, { fails: 'timeout' }]),
  );
  expect(await findings({ ...SIGNED, ...silent })).toEqual([]);
  const unreached = await findings(SIGNED, { kind: 'blocked', detail: 'Failed to fetch', took: 1 });
  expect(unreached).toContain('sts-unread');
});

test('a policy file is asked for at its own host only, and takes nothing of what became known meanwhile [TRANS-4]', async () => {
  const odd = ['a@elsewhere.example', 'elsewhere.example/b.example', 'c.example:8443', 'd.example#e.example'];
  await store.domains.change(odd, { listing: 'confirmed' });
  for (const name of odd) {
    const { context } = contextOf(SIGNED, { inExtension: true, answer: OFFLINE });
    await askTransport(context, name, false);
    requests.length = 0;
    expect(await fetchStsPolicy(context, name)).toBe(false);
    expect(requests).toEqual([]);
  }
  const text = 'version: STSv1\nmode: none\nmax_age: 86400\n';
  const body = new TextEncoder().encode(text);
  const answer: GatewayResult = { kind: 'response', status: 200, header: () => 'text/plain', body, took: 1 };
  const before = contextOf(SIGNED, { inExtension: true, answer }).context;
  await askTransport(before, D, false);
  const later = contextOf({ ...SIGNED, [D]: { MX: [[5, 'mx9.example.com']] } }).context;
  const gateway = {
    request: async () => {
      await askTransport(later, D, true);
      return answer;
    },
  };
  expect(await fetchStsPolicy({ ...(before as object), gateway } as never, D)).toBe(true);
  const view = await transportView(before, D);
  expect(view).toMatchObject({
    policy: { state: 'fetched' },
    answers: { mx: { value: [{ name: 'mx9.example.com' }] } },
  });
  // a machine that is offline says nothing of the policy
  const offline = contextOf(SIGNED, { inExtension: true, answer: OFFLINE }).context;
  expect(await fetchStsPolicy(offline, D)).toBe(false);
  expect(await transportView(before, D)).toMatchObject({ policy: { state: 'fetched' } });
});

test('what is wrong with MTA-STS is told [TRANS-1] [TRANS-2]', async () => {
  const sts = async (answer: GatewayResult, zone = SIGNED) =>
    (await findings(zone, answer)).filter((line) => line.startsWith('sts'));
  expect(await sts(file(POLICY.replace('mx: mx2.mailer.test\n', '')))).toEqual([
    'sts-uncovered mx2.mailer.test',
  ]);
  expect(await sts(file(POLICY.replace('enforce', 'testing')))).toEqual(['sts-testing']);
  expect(await sts(file(POLICY.replace('enforce', 'none')))).toEqual(['sts-mode-none']);
  expect(await sts(file(POLICY.replace('604800', '3600')))).toEqual(['sts-short 3600', 'sts-enforced']);
  expect(await sts(file('<html>'))).toEqual(['sts-policy-invalid']);
  expect(await sts(file(POLICY, { status: 404 }))).toEqual(['sts-failed']);
  expect(await sts(file(POLICY, { type: 'text/html' }))).toEqual(['sts-failed']);
  expect(await sts({ kind: 'redirected', detail: 'elsewhere', took: 1 })).toEqual(['sts-failed']);
  const several: Zone = { ...SIGNED, [`_mta-sts.${D}`]: { TXT: ['v=STSv1; id=1', 'v=STSv1; id=2'] } };
  expect(await sts(file(POLICY), several)).toEqual(['sts-several v=STSv1; id=1 v=STSv1; id=2']);
});

test('only confirmed domains, and a few hosts of each [TRANS-4]', async () => {
  const many: Zone = { [D]: { MX: Array.from({ length: 30 }, (_, i) => [i, `m${i}.example.com`]) } };
  const { context, asked } = contextOf(many);
  await store.domains.change([D], { listing: 'declined' });
  expect(await askTransport(context, D, true)).toBe(false);
  expect(asked).toEqual([]);
  await store.domains.change([D], { listing: 'confirmed' });
  expect(await askTransport(context, D, true)).toBe(true);
  expect(asked.filter((question) => question.endsWith('TLSA'))).toHaveLength(MAX_MX_HOSTS);
  expect((await transportView(context, D)).answers).toMatchObject({ moreHosts: 20 });
});

test('no mail is received: nothing else matters; no MX, and an alias in its place, are told', async () => {
  expect(await findings({ [D]: { MX: [[0, '']] } })).toEqual(['null-mx']);
  expect(await findings({ [D]: {} })).toEqual(['mx-none', 'sts-none', 'rpt-none']);
  const alias: Zone = { [D]: { MX: [[0, 'mx.example.com']] }, 'mx.example.com': { CNAME: 'other.test' } };
  expect((await findings(alias))[0]).toBe('mx-alias mx.example.com');
});

test('failed sessions by reason and host, of policies for this domain only [TRANS-5]', async () => {
  const policy = (domain: string, resultType: string, sessions: number): TlsPolicy => ({
    ...{ type: 'sts', strings: [], domain, mxHosts: [], successful: 100, failed: sessions },
    failures: [
      { resultType, receivingHost: 'MX1.example.com', sessions, sendingMta: '', receivingIp: '', reason: '' },
    ],
  });
  const put = async (number: number, daysAgo: number, reporter: string, policies: TlsPolicy[]) => {
    const begin = NOW - daysAgo * DAY;
    const report = {
      kind: 'tls' as const,
      orgName: '',
      contact: '',
      reportId: `t${number}`,
      end: begin + DAY - 1,
      begin,
      reporter,
      policies,
    };
    await store.reports.put('import-1', [{ ...(await newReport(store, { number })), blocks: [], report }]);
  };
  await put(1, 20, 'a.example', [
    policy(D, 'certificate-expired', 3),
    policy('other.example', 'certificate-expired', 99),
  ]);
  await put(2, 5, 'b.example', [policy(D, 'certificate-expired', 9)]);
  await put(3, 1, 'b.example', [policy(D, 'starttls-not-supported', 2)]);
  await put(4, 200, 'c.example', [policy(D, 'certificate-expired', 1_000)]);
  const { reports } = await transportView(contextOf({}).context, D);
  expect(reports).toMatchObject({ count: 3, reporters: 2, successful: 300, failed: 14, cut: false });
  expect(reports.failures).toEqual([
    {
      ...{
        policyType: 'sts',
        resultType: 'certificate-expired',
        receivingHost: 'mx1.example.com',
        sessions: 12,
      },
      ...{ reporters: ['b.example', 'a.example'], first: NOW - 20 * DAY, last: NOW - 5 * DAY },
      reportId: '2'.padStart(64, '0'),
    },
    expect.objectContaining({ resultType: 'starttls-not-supported', sessions: 2, reporters: ['b.example'] }),
  ]);
});
