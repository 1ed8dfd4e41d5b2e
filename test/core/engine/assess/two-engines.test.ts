import { expect, test } from 'vitest';
import { openEngine } from '../../../../core/engine/open-engine.ts';
import type { LockManagerLike } from '../../../../core/store/open-pages.ts';
import { oneLockManager } from '../../../support/one-lock-manager.ts';
import { type Zone, zoneResolver } from '../../../support/zone-resolver.ts';

const ZONE: Zone = {
  'example.com': { SOA: true, TXT: ['v=spf1 include:_spf.example.com ~all'] },
  '_spf.example.com': { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] },
  '_dmarc.example.com': { TXT: ['v=DMARC1; p=none'] },
};

/** An engine over the store of this name, that notes its questions under its own. */
async function engineOver(name: string, locks: LockManagerLike | null, who: string, log: string[]) {
  const { resolve } = zoneResolver(ZONE);
  return await openEngine({
    name,
    locks,
    channel: null,
    instance: `engine0${who}`,
    fetch: () => Promise.reject(new TypeError('nobody answers')),
    sample: {
      domains: ['example.com'],
      files: async () => [],
      resolve: async (question, type, purpose) => {
        log.push(who);
        // Time for another run to come in between.
        await new Promise((go) => setTimeout(go, 2));
        return await resolve(question, type, purpose);
      },
    },
  });
}

test.each([
  ['pages with locks of the platform', oneLockManager()],
  ['one process', null],
])('two engines over one store never assess a domain at once: %s', async (where, locks) => {
  const log: string[] = [];
  const name = `two-${where}-${Math.random()}`;
  const one = await engineOver(name, locks, '1', log);
  const two = await engineOver(name, locks, '2', log);
  await one.engine.domains.confirm(['example.com']);
  two.engine.queue.assess(['example.com']);
  await Promise.all([one.engine.queue.idle(), two.engine.queue.idle()]);
  // The questions of one run stand together, whoever began.
  expect(log.join('')).toMatch(/^(1{3,}2{3,}|2{3,}1{3,})$/);
  for (const { engine, store } of [one, two]) {
    engine.stop();
    store.close();
  }
});
