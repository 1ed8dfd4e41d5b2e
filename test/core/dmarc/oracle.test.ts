import fc from 'fast-check';
import verifyDmarc from 'mailauth/lib/dmarc/verify.js';
import { expect, test } from 'vitest';
import { isAligned } from '../../../core/dmarc/alignment.ts';
import { discover } from '../../../core/dmarc/discover.ts';
import { nameExists } from '../../../core/dmarc/name-exists.ts';
import { policyInForce } from '../../../core/dmarc/policy-in-force.ts';
import { askZone } from '../../support/zone-questions.ts';
import type { Zone } from '../../support/zone-resolver.ts';

/* Whole judgements beside mailauth: which policy applies to a name, and what aligns with it. */

/** The zone as node:dns would answer it. */
function peerResolver(zone: Zone) {
  return async (name: string, type: string): Promise<unknown[]> => {
    const node = zone[name];
    const below = Object.keys(zone).some((each) => each.endsWith(`.${name}`));
    const fail = (code: string) => Object.assign(new Error(code), { code });
    if (node === undefined) throw fail(below ? 'ENODATA' : 'ENOTFOUND');
    if (type === 'TXT' && node.TXT) return node.TXT.map((text) => [text].flat());
    if (type === 'A' && node.A) return node.A;
    throw fail('ENODATA');
  };
}

const policy = fc.constantFrom('none', 'quarantine', 'reject', 'bad');
const optional = (name: string, values: fc.Arbitrary<string>) =>
  fc.option(
    values.map((value) => `${name}=${value}`),
    { nil: '' },
  );
const record = fc
  .tuple(
    optional('p', policy),
    optional('sp', policy),
    optional('np', policy),
    optional('t', fc.constantFrom('y', 'n')),
    optional('psd', fc.constantFrom('y', 'n', 'u')),
    optional('adkim', fc.constantFrom('r', 's')),
    optional('aspf', fc.constantFrom('r', 's')),
    optional('rua', fc.constantFrom('mailto:d@example.com', 'd@example.com', 'mailto:d@example.com!5m')),
  )
  .map((tags) => ['v=DMARC1', ...tags.filter((tag) => tag !== '')].join('; '));

const NAMES = ['example.com', 'mail.example.com', 'a.mail.example.com', 'b.mail.example.com', 'other.com'];
const zones = fc
  .tuple(fc.dictionary(fc.constantFrom('com', ...NAMES), record, { maxKeys: 4 }), fc.subarray(NAMES))
  .map(([records, existing]) => {
    const zone: Zone = {};
    for (const name of existing) zone[name] = { A: ['192.0.2.1'] };
    for (const [name, text] of Object.entries(records)) zone[`_dmarc.${name}`] = { TXT: [text] };
    return zone;
  });

test('policy and alignment agree with mailauth on random trees', async () => {
  let applied = 0;
  let aligned = 0;
  await fc.assert(
    fc.asyncProperty(
      zones,
      fc.constantFrom(...NAMES),
      fc.constantFrom(...NAMES),
      async (zone, author, signer) => {
        const resolve = askZone(zone);
        const { treewalk } = await discover(author, resolve);
        const inherited = treewalk.recordDomain !== author;
        const exists = await nameExists(author, resolve);
        const force = policyInForce(treewalk.record, { inherited, exists });
        const peer = await verifyDmarc({
          headerFrom: `x@${author}`,
          spfDomains: [],
          dkimDomains: [{ domain: signer }],
          resolver: peerResolver(zone),
        });
        if (peer === false) throw new Error('the peer found no author domain');
        expect(force.current).toBe(peer.policy ?? null);
        if (force.current === null || treewalk.record === null) return;
        applied += 1;
        const organizations = new Map<string, string>();
        for (const name of [author, signer]) {
          organizations.set(name, (await discover(name, resolve)).treewalk.organizationalDomain ?? name);
        }
        const ours = isAligned(
          author,
          signer,
          treewalk.record.adkim,
          (name) => organizations.get(name) ?? name,
        );
        expect(ours).toBe(peer.alignment?.dkim.result !== undefined);
        if (ours && author !== signer) aligned += 1;
      },
    ),
    { numRuns: 600, seed: 20 },
  );
  // The agreement says something only where there was something to agree on.
  expect(applied).toBeGreaterThan(120);
  expect(aligned).toBeGreaterThan(8);
});
