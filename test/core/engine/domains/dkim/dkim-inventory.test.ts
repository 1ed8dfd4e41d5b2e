import { afterEach, beforeEach, expect, test } from 'vitest';
import { askKeys } from '../../../../../core/engine/domains/dkim/ask-keys.ts';
import { dkimInventory, MAX_KEYS } from '../../../../../core/engine/domains/dkim/dkim-inventory.ts';
import { watchDkimKeys } from '../../../../../core/engine/facts/dkim-keys.ts';
import { sampleResolve } from '../../../../../core/sample/zone.ts';
import type { Store } from '../../../../../core/store/store.ts';
import { putShort } from '../../../../support/short-reports.ts';
import { testStore } from '../../../../support/stored-reports.ts';
import type { ShortRecord } from '../../../../support/traffic.ts';
import { type Zone, zoneResolver } from '../../../../support/zone-resolver.ts';

const TODAY = 20_400;
const DAY = 86_400;
const NOW = TODAY * DAY + 43_200;
const D = 'example.com';
const nameOf = (selector: string, domain = D) => `${selector}._domainkey.${domain}`;
/** Keys out of the sample's zone: 2,048 and 1,024 bits. */
const textOf = async (name: string) => {
  const result = await sampleResolve(name, 'TXT', 'dkim-key');
  return result.kind === 'answer' && result.records[0]?.type === 'TXT' ? result.records[0].data.join('') : '';
};
const GOOD = await textOf(nameOf('mail2026', 'oakline.example'));
const SHORT = await textOf(nameOf('tickets', 'oakline.example'));
const ED = `v=DKIM1; k=ed25519; p=${btoa('x'.repeat(32))}`;

let store: Store;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  store = await testStore({ clock: () => now * 1000 });
  await store.imports.start('import-1', { files: 1, bytes: 1 });
});
afterEach(() => store.close());

const put = (daysAgo: number, dkim: string[], n = 10) =>
  putShort(store, [{ ip: '192.0.2.1', n, dkim }] satisfies ShortRecord[], { day: TODAY - daysAgo });
const look = (zone: Zone, force = false) =>
  watchDkimKeys(store, D, zoneResolver(zone).resolve, now, { force });
const inventory = () => dkimInventory({ store, now: () => now }, D);
const rowOf = async (selector: string) => (await inventory()).rows.find((row) => row.selector === selector);

test('a row of no messages shows no signature: no key is listed of it, and nothing is asked [KEY-2] [NEED-6]', async () => {
  await put(1, [`${D} pass none`], 0);
  await put(1, [`${D} pass a`], 5);
  const { resolve, asked } = zoneResolver({ [nameOf('a')]: { TXT: [GOOD] } });
  await watchDkimKeys(store, D, resolve, now, { force: false });
  expect(new Set(asked)).toEqual(new Set([`${nameOf('a')} TXT`]));
  expect((await inventory()).rows.map((row) => row.selector)).toEqual(['a']);
});

test('each selector with its key, its mail, and its days', async () => {
  await put(200, [`${D} pass a`]);
  await put(2, [`${D} pass a`, `${D} fail a`], 7);
  await put(1, [`${D} fail a`], 3);
  await put(1, [`${D} temperror a`], 1_000);
  await put(1, [`mail.${D} pass b`], 5);
  await put(1, ['stranger.example pass c']);
  await look({ [nameOf('a')]: { TXT: [GOOD] }, [nameOf('b', `mail.${D}`)]: { TXT: [ED] } });
  const { rows, since, onlyFailing } = await inventory();
  expect(since).toBe(TODAY - 7);
  expect(onlyFailing).toBe(0);
  expect(rows).toMatchObject([
    {
      ...{ name: nameOf('a'), selector: 'a', signer: D, unanswered: null, inUse: true, step: 'keep' },
      // Two signatures of one message are one message; a temporary error says nothing of the signature.
      ...{ passed: 17, failed: 3, passedLately: 7, failedLately: 3 },
      ...{ firstDay: TODAY - 200, lastDay: TODAY - 2 },
      key: { state: 'present', keyType: 'rsa', bits: 2_048, since: NOW, replaced: false },
    },
    { selector: 'b', signer: `mail.${D}`, key: { keyType: 'ed25519', bits: 256 }, step: 'keep' },
  ]);
});

test('selectors of failing signatures only are counted, neither listed nor asked about [KEY-2]', async () => {
  await put(1, [`${D} pass a`, `${D} fail forged1`, `${D} fail forged2`, `${D} policy forged3`]);
  const { resolve, asked } = zoneResolver({ [nameOf('a')]: { TXT: [GOOD] } });
  await watchDkimKeys(store, D, resolve, now);
  expect(asked).toEqual([`${nameOf('a')} TXT`]);
  expect(await inventory()).toMatchObject({ rows: [{ selector: 'a' }], onlyFailing: 3 });
});

test('what DNS did not tell leaves the key as it was seen last; not asked and no answer differ [KEY-2]', async () => {
  await put(1, [`${D} pass a`, `${D} pass b`]);
  expect(await rowOf('a')).toMatchObject({ key: null, unanswered: 'not-asked', step: 'ask' });
  await look({ [nameOf('a')]: { TXT: [GOOD] }, [nameOf('b')]: { fails: 'servfail' } });
  expect(await rowOf('b')).toMatchObject({ key: null, unanswered: 'servfail', step: 'ask' });
  now += DAY;
  await look({ [nameOf('a')]: { fails: 'timeout' }, [nameOf('b')]: { fails: 'timeout' } });
  expect(await rowOf('a')).toMatchObject({
    unanswered: 'timeout',
    key: { state: 'present', since: NOW, until: NOW },
    step: 'keep',
  });
});

test('the same since a day, or since it at least [KEY-3]', async () => {
  await put(1, [`${D} pass a`]);
  await look({ [nameOf('a')]: { TXT: [SHORT] } });
  expect((await rowOf('a'))?.key).toMatchObject({ since: NOW, replaced: false });
  now += 2 * DAY;
  await look({ [nameOf('a')]: { TXT: [GOOD] } });
  now += DAY;
  await look({ [nameOf('a')]: { TXT: [GOOD] } });
  expect((await rowOf('a'))?.key).toMatchObject({
    since: NOW + 2 * DAY,
    until: NOW + 3 * DAY,
    replaced: true,
  });
});

test('what to do follows the key and whether it is in use [KEY-3]', async () => {
  await put(20, [`${D} pass old`, `${D} pass gone-old`]);
  await put(
    1,
    ['short', 'gone', 'revoked', 'two', 'good'].map((selector) => `${D} pass ${selector}`),
  );
  await look({
    [nameOf('old')]: { TXT: [SHORT] },
    [nameOf('short')]: { TXT: [SHORT] },
    [nameOf('revoked')]: { TXT: ['v=DKIM1; p='] },
    [nameOf('two')]: { TXT: [GOOD, SHORT] },
    [nameOf('good')]: { TXT: [GOOD] },
  });
  const steps = async () =>
    Object.fromEntries((await inventory()).rows.map((row) => [row.selector, row.step]));
  expect(await steps()).toEqual({
    ...{ old: 'retire', 'gone-old': 'keep', short: 'replace-short', gone: 'publish', revoked: 'publish' },
    ...{ two: 'repair', good: 'keep' },
  });
  // Reports that are old say nothing of what is in use now.
  now += 30 * DAY;
  expect(await steps()).toMatchObject({ old: 'replace-short', gone: 'keep', two: 'repair' });
  expect(await rowOf('good')).toMatchObject({ inUse: null });
  await put(-400, [`${D} pass good`]);
  now += 370 * DAY;
  expect(await steps()).toMatchObject({ good: 'replace-old' });
});

test('a click asks at once, only for confirmed domains, and forged names stay within the day’s budget', async () => {
  await put(1, [`${D} pass a`]);
  const { resolve, asked } = zoneResolver({
    [nameOf('a')]: { CNAME: 'a.mailer.test' },
    'a.mailer.test': { TXT: [GOOD] },
  });
  const changes: string[] = [];
  const context = {
    store,
    now: () => now,
    resolverFor: async () => resolve,
    onChange: (topic: string) => void changes.push(topic),
  } as never;
  expect(await askKeys(context, D)).toBe(false);
  await store.domains.change([D], { listing: 'confirmed' });
  expect(await askKeys(context, D)).toBe(true);
  expect(await askKeys(context, D)).toBe(true);
  expect(asked).toEqual([`${nameOf('a')} TXT`, `${nameOf('a')} TXT`]);
  expect(await rowOf('a')).toMatchObject({ alias: 'a.mailer.test', key: { state: 'present' } });
  expect(changes).toEqual(['domains', 'domains']);
});

test('endless selectors are cut, those in use first, and the proposed selector is free', async () => {
  const many = Array.from({ length: MAX_KEYS + 20 }, (_, i) => `${D} pass n${i}`);
  await put(30, many, 1);
  await put(1, [`${D} pass s202511`]);
  const { rows, more, newSelector } = await inventory();
  expect(rows[0]?.selector).toBe('s202511');
  expect([rows.length, more]).toEqual([MAX_KEYS, 21]);
  expect(newSelector).toMatch(/^s\d{6}b?$/);
  expect(rows.some((row) => row.selector === newSelector)).toBe(false);
});

test('the keys of the sample’s signers stand in its zone', async () => {
  const { STREAMS } = await import('../../../../../core/sample/company.ts');
  const signatures = STREAMS.flatMap(({ dkim }) => dkim).filter(({ result }) => result === 'pass');
  for (const { domain, selector } of signatures) {
    expect(await textOf(nameOf(selector, domain)), `${selector} of ${domain}`).toMatch(
      /^v=DKIM1; k=rsa; p=M/,
    );
  }
  expect(signatures.length).toBeGreaterThan(4);
});
