/** Delegation as in the world: a resolver that follows it, and the ways in which it breaks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discover } from '../../core/dmarc/discover.ts';
import { readPointing } from '../../core/dmarc/pointing.ts';
import { createMemoryCache } from '../../core/dns/dns-cache.ts';
import { createResolver } from '../../core/dns/resolver.ts';
import { createGateway } from '../../core/lib/gateway.ts';
import type { Resolve } from '../../core/model/dns.ts';
import { checkHost } from '../../core/spf/check-host.ts';
import { type AddedError, startAddedError } from '../support/added-error.ts';
import { freshContext, startBrowser } from '../support/app-browser.ts';
import { startAppServer } from '../support/app-server.ts';
import { canRecurse, HOSTS_NAME, type RecursiveLab, startRecursiveLab } from '../support/recursive-lab.ts';
import { txt } from '../support/zones.ts';

const HOST = 'policy.example';
const RECORD = txt('v=DMARC1; p=reject; rua=mailto:d@policy.example');
/** Of no key. */
const WRONG_DS = `12345 13 2 ${'0123456789abcdef'.repeat(4)}`;

/** What the Domains page says of each, and the reason on the domain's own. */
const SAID: Record<string, [row: string, reason?: string]> = {
  'own.example': ['Reporting Only'],
  'given.example': ['Delegated (NS)'],
  'alias.example': ['Alias (CNAME)'],
  'empty.example': ['Delegated, empty'],
  'lame.example': ['Broken', 'The name servers its DMARC name is delegated to do not answer for it.'],
  'forged.example': ['Broken', 'The signature of its DMARC name is invalid (DNSSEC).'],
};
/** Screenshots for looking at, where this names a folder. */
const PICTURES = process.env.RUALENS_PICTURES;

let lab: RecursiveLab;
let openly: AddedError;

describe.skipIf(!canRecurse)('delegation (name servers on port 53 need root)', () => {
  beforeAll(async () => {
    lab = await startRecursiveLab(
      ({ hosts, refusing }) => ({
        'own.example': `_dmarc TXT ${RECORD}`,
        'given.example': `_dmarc NS ${HOSTS_NAME}.\n@ TXT ${txt(`v=spf1 include:_spf.${HOST} -all`)}`,
        'empty.example': `_dmarc NS ${HOSTS_NAME}.`,
        'alias.example': `_dmarc CNAME alias.example.dmarc.${HOST}.`,
        'lame.example': '_dmarc NS ns1.refusing.example.',
        'refusing.example': `ns1 A ${refusing}`,
        'signed.example': `_dmarc NS ${HOSTS_NAME}.`,
        'forged.example': `_dmarc NS ${HOSTS_NAME}.`,
        'unsigned.example': `_dmarc TXT ${RECORD}`,
        [HOST]: `ns1 A ${hosts}\ndmarc NS ns1\n_spf NS ns1`,
      }),
      async (hosts) => {
        await hosts.createZone('_dmarc.given.example', {
          '_dmarc.given.example NS': [`${HOSTS_NAME}.`],
          '_dmarc.given.example TXT': [RECORD],
        });
        await hosts.createZone('_dmarc.empty.example');
        await hosts.createZone(`dmarc.${HOST}`, { [`alias.example.dmarc.${HOST} TXT`]: [RECORD] });
        await hosts.createZone(`_spf.${HOST}`, {
          [`_spf.${HOST} TXT`]: [txt('v=spf1 ip4:192.0.2.0/28 -all')],
        });
        const anchors = [`unsigned.example. DS ${WRONG_DS}`];
        for (const domain of ['signed.example', 'forged.example']) {
          await hosts.createZone(`_dmarc.${domain}`, { [`_dmarc.${domain} TXT`]: [RECORD] });
          const [ds = ''] = await hosts.signZone(`_dmarc.${domain}`);
          anchors.push(`_dmarc.${domain}. DS ${domain === 'signed.example' ? ds : WRONG_DS}`);
        }
        return anchors;
      },
    );
    openly = await startAddedError(lab.doh, 22, 'No Reachable Authority');
  }, 60_000);
  afterAll(async () => {
    await openly?.stop();
    await lab?.stop();
  });

  const resolver = (url = lab.doh): Resolve =>
    createResolver({
      gateway: createGateway({ fetch, clock: Date.now }),
      resolvers: [{ id: 'own', name: 'lab', url }],
      clock: Date.now,
      cache: createMemoryCache(),
      backOff: false,
      timeoutMs: 30_000,
    });

  test.each([
    ['own.example', { kind: 'txt', targets: [] }],
    ['given.example', { kind: 'ns', targets: [`${HOSTS_NAME}`], record: { p: 'reject' } }],
    ['alias.example', { kind: 'cname', targets: [`alias.example.dmarc.${HOST}`], record: { p: 'reject' } }],
    ['empty.example', { kind: 'empty', via: 'ns', record: null }],
    [HOST, { kind: 'none' }],
    ['signed.example', { kind: 'ns', record: { p: 'reject' } }],
  ])('%s is pointed as its zone says', async (domain, expected) => {
    const pointing = await readPointing(domain, resolver());
    expect(pointing, JSON.stringify(pointing)).toMatchObject(expected);
  });

  test('name servers that refuse: broken, and lame only where the resolver says so', async () => {
    // unbound 1.17 tells no Extended DNS Error here.
    expect(await resolver()('_dmarc.lame.example', 'TXT', 'pointing')).toMatchObject({
      kind: 'servfail',
      error: null,
    });
    expect(await readPointing('lame.example', resolver())).toMatchObject({
      kind: 'broken',
      fault: 'servfail',
    });
    // The same SERVFAIL with error 22, which a front adds.
    expect(await readPointing('lame.example', resolver(openly.url))).toMatchObject({
      kind: 'broken',
      fault: 'lame',
    });
    expect(await readPointing('given.example', resolver(openly.url))).toMatchObject({ kind: 'ns' });
  });

  test.each([
    ['forged.example', 'signed by another key than the trust anchor names'],
    ['unsigned.example', 'not signed, though a trust anchor says so'],
  ])('%s is bogus: %s', async (domain) => {
    const failed = await resolver()(`_dmarc.${domain}`, 'TXT', 'pointing');
    expect(failed).toMatchObject({ kind: 'servfail', error: { code: expect.any(Number) } });
    expect(await readPointing(domain, resolver())).toMatchObject({ kind: 'broken', fault: 'bogus' });
    expect((await discover(domain, resolver())).treewalk).toMatchObject({
      failure: 'servfail',
      record: null,
    });
  });

  test('the app tells each in words', async () => {
    const [server, browser] = await Promise.all([startAppServer(), startBrowser()]);
    try {
      const { page, faults } = await freshContext(browser);
      // wide enough for the column of how a domain is pointed
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.goto(`${server.url}#/domains`);
      await page.getByRole('button', { name: 'Add domains' }).click();
      const named = page.getByRole('dialog');
      await named.getByLabel('Domain names').fill(Object.keys(SAID).join('\n'));
      await named.getByRole('button', { name: 'Add', exact: true }).click();
      const asked = page.getByRole('dialog').filter({ hasText: 'Who may answer DNS questions?' });
      await asked.getByRole('radio', { name: /Own resolver/ }).check();
      await asked.getByLabel(/Address of the resolver/).fill(openly.url);
      await asked.getByRole('button', { name: 'Use this' }).click();
      for (const [domain, [row]] of Object.entries(SAID)) {
        const line = page.locator(`tr[data-row="${domain}"]`);
        await line.getByText(row).first().waitFor({ timeout: 60_000 });
      }
      for (const [domain, [, reason]] of Object.entries(SAID)) {
        if (reason === undefined) continue;
        await page.goto(`${server.url}#/domain?domain=${domain}`);
        await page.getByText(reason).first().waitFor();
        if (PICTURES) await page.screenshot({ path: `${PICTURES}/${domain}.png` });
      }
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
      await server.stop();
    }
  }, 120_000);

  test('a record changed at the host, and a delegation taken away, are seen through the parent', async () => {
    await lab.setRecords('_dmarc.given.example', '_dmarc.given.example', 'TXT', [txt('v=DMARC1; p=none')]);
    expect(await readPointing('given.example', resolver())).toMatchObject({
      kind: 'ns',
      record: { p: 'none' },
    });
    await lab.deleteZone('_dmarc.given.example');
    expect(await readPointing('given.example', resolver())).toMatchObject({ kind: 'broken' });
  });

  test('SPF goes through a zone on another server', async () => {
    const verdict = await checkHost({ ip: '192.0.2.7', domain: 'given.example' }, resolver());
    expect(verdict).toMatchObject({ result: 'pass', path: ['given.example', `_spf.${HOST}`] });
  });
});
