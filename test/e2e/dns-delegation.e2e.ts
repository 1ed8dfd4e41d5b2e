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
import { canRecurse, type RecursiveLab, startRecursiveLab } from '../support/recursive-lab.ts';
import { txt } from '../support/zones.ts';

const HOST = 'policy.example';
const RECORD = txt('v=DMARC1; p=reject; rua=mailto:d@policy.example');
/** Of no key. */
const WRONG_DS = `12345 13 2 ${'0123456789abcdef'.repeat(4)}`;

let lab: RecursiveLab;
let openly: AddedError;

describe.skipIf(!canRecurse)('delegation (name servers on port 53 need root)', () => {
  beforeAll(async () => {
    lab = await startRecursiveLab(
      ({ hosts, refusing }) => ({
        'own.example': `_dmarc TXT ${RECORD}`,
        'given.example': `_dmarc NS ns1.${HOST}.\n@ TXT ${txt(`v=spf1 include:_spf.${HOST} -all`)}`,
        'empty.example': `_dmarc NS ns1.${HOST}.`,
        'alias.example': `_dmarc CNAME alias.example.dmarc.${HOST}.`,
        'lame.example': '_dmarc NS ns1.refusing.example.',
        'refusing.example': `ns1 A ${refusing}`,
        'signed.example': `_dmarc NS ns1.${HOST}.`,
        'forged.example': `_dmarc NS ns1.${HOST}.`,
        'unsigned.example': `_dmarc TXT ${RECORD}`,
        [HOST]: `ns1 A ${hosts}\ndmarc NS ns1\n_spf NS ns1`,
      }),
      async (hosts) => {
        await hosts.createZone('_dmarc.given.example', {
          '_dmarc.given.example NS': [`ns1.${HOST}.`],
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
      timeoutMs: 15_000,
    });

  test.each([
    ['own.example', { kind: 'txt', targets: [] }],
    ['given.example', { kind: 'ns', targets: [`ns1.${HOST}`], record: { p: 'reject' } }],
    ['alias.example', { kind: 'cname', targets: [`alias.example.dmarc.${HOST}`], record: { p: 'reject' } }],
    ['empty.example', { kind: 'empty', via: 'ns', record: null }],
    [HOST, { kind: 'none' }],
    ['signed.example', { kind: 'ns', record: { p: 'reject' } }],
  ])('%s is pointed as its zone says', async (domain, expected) => {
    expect(await readPointing(domain, resolver())).toMatchObject(expected);
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
