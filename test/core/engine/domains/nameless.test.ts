import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_NAMELESS, namelessMail } from '../../../../core/engine/domains/nameless.ts';
import { setTags } from '../../../../core/engine/domains/set-tags.ts';
import type { Store } from '../../../../core/store/store.ts';
import { newReport, testStore } from '../../../support/stored-reports.ts';

let store: Store;
beforeEach(async () => {
  store = await testStore({});
  await store.imports.start('import-1', { files: 1, bytes: 1 });
});
afterEach(() => store.close());

test('mail of reports without a domain is told by the names in it [TAG-2]', async () => {
  expect(await namelessMail(store)).toBe(null);
  const rows = Array.from({ length: MAX_NAMELESS + 5 }, (_, i): [string, number, boolean, string] => [
    ...(['192.0.2.1', i + 1, i % 2 === 0, `n${i}.example`] as const),
  ]);
  await store.reports.put('import-1', [
    await newReport(store, { number: 1, domain: '', rows }),
    await newReport(store, { number: 2, domain: 'shop.example', rows: [['192.0.2.1', 1_000, true]] }),
  ]);
  const found = await namelessMail(store);
  expect(found).toMatchObject({ reports: 1, messages: 325, more: 5 });
  expect(found?.names).toHaveLength(MAX_NAMELESS);
  expect(found?.names[0]).toEqual({ name: 'n24.example', messages: 25, passed: 25 });
});

test('tags of many domains are set in a few steps, each domain its own [TAG-1]', async () => {
  const entries = Array.from({ length: 60 }, (_, i) => ({
    domain: `d${i}.example`,
    tags: i % 2 ? ['odd'] : [],
  }));
  await setTags(store, entries);
  const known = new Map((await store.domains.list()).map(({ domain, tags }) => [domain, tags]));
  for (const { domain, tags } of entries) expect(known.get(domain)).toEqual(tags);
});
