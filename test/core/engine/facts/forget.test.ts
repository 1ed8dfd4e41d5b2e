import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FACTS, type FactKind, tableOf } from '../../../../core/engine/facts/fact.ts';
import { forgetDomains, forgetOldVersions, forgetSample } from '../../../../core/engine/facts/forget.ts';
import type { Store } from '../../../../core/store/store.ts';
import { testStore } from '../../../support/stored-reports.ts';

const KINDS = Object.keys(FACTS) as FactKind[];
const NAMES = ['example.com', 'a.example.com', 'b.a.example.com', 'example.net', 'notexample.com'];
const ADDRESSES = ['192.0.2.1', '192.0.2.2'];

/** A key of each kind about each name or address. */
function keysOf(kind: FactKind): string[] {
  const { key } = FACTS[kind];
  if (key === 'address') return ADDRESSES;
  return key === 'record' ? NAMES.map((name) => `${name} TXT spf`) : NAMES;
}

async function fill(store: Store): Promise<void> {
  for (const kind of KINDS) {
    await tableOf(store, kind).put(
      kind,
      keysOf(kind).map((key) => ({ key, value: `${kind} of ${key}` })),
    );
  }
}

const left = async (store: Store, kind: FactKind) =>
  [...(await tableOf(store, kind).all(kind)).keys()].sort();

const isAtOrBelow = (name: string, domain: string) => name === domain || name.endsWith(`.${domain}`);

test('each kind is forgotten with what its line says, of the domains concerned and of no other', async () => {
  const store = await testStore();
  await fc.assert(
    fc.asyncProperty(
      fc.subarray(NAMES),
      fc.subarray(ADDRESSES),
      fc.constantFrom('domain' as const, 'sample' as const),
      async (domains, addresses, why) => {
        await fill(store);
        await (why === 'domain' ? forgetDomains(store, domains) : forgetSample(store, domains, addresses));
        for (const kind of KINDS) {
          const { key, forgottenWith } = FACTS[kind];
          const stays = (it: string): boolean => {
            if (!(forgottenWith as readonly string[]).includes(why)) return true;
            if (key === 'address') return !addresses.includes(it);
            if (key === 'domain') return !domains.includes(it);
            return !domains.some((domain) => isAtOrBelow(it.split(' ')[0]!, domain));
          };
          expect(await left(store, kind), kind).toEqual(keysOf(kind).filter(stays).sort());
        }
      },
    ),
    { numRuns: 30 },
  );
  store.close();
});

test('values of another version go, once, and what cannot be found out again stays', async () => {
  const store = await testStore();
  await fill(store);
  await forgetOldVersions(store);
  for (const kind of KINDS) {
    const goes = FACTS[kind].losing !== 'memory' && (FACTS[kind].version as number) !== 1;
    expect(await left(store, kind), kind).toEqual(goes ? [] : keysOf(kind).sort());
  }
  await fill(store);
  await forgetOldVersions(store);
  for (const kind of KINDS) expect(await left(store, kind), kind).toEqual(keysOf(kind).sort());
  store.close();
});

test('a kind that is no longer made goes with the version that ends it', async () => {
  const store = await testStore();
  await store.derived.keepVersions({ old: 1, stays: 1 });
  await store.derived.put('old', [{ key: 'a', value: 1 }]);
  await store.derived.put('stays', [{ key: 'a', value: 2 }]);
  await store.derived.keepVersions({ stays: 1 });
  expect(await store.derived.get('old', 'a')).toBeNull();
  expect(await store.derived.get('stays', 'a')).toBe(2);
  store.close();
});
