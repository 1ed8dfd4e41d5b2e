import { Encrypter } from 'age-encryption';
import { gzipSync, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { openEngine } from '../../../core/engine/open-engine.ts';
import { writeBackup } from '../../../core/store/backup.ts';
import { BACKUP_LIMITS } from '../../../core/store/backup-shape.ts';
import { readBackup } from '../../../core/store/read-backup.ts';
import { StoreFull } from '../../../core/store/store-full.ts';
import { changeEntry } from '../../support/change-entry.ts';
import { madeReport, reportXml } from '../../support/messages.ts';
import { contents } from '../../support/stored-reports.ts';
import { versionOneBackup } from '../../support/version-one-backup.ts';

vi.setConfig({ testTimeout: 120_000 });

let count = 0;
async function newEngine() {
  return openEngine({
    name: `backup-${count++}-${Math.random()}`,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new Error('no network in this test')),
  });
}
type Opened = Awaited<ReturnType<typeof newEngine>>;

function close(...all: Opened[]): void {
  for (const { engine, store } of all) {
    engine.stop();
    store.close();
  }
}

const xml = (n: number) => reportXml(madeReport({ org: `org${n}.example` }));
const files = (numbers: number[]) => numbers.map((n) => ({ name: `${n}.xml`, blob: new Blob([xml(n)]) }));

async function exported({ engine }: Opened, passphrase?: string): Promise<Blob> {
  const result = await engine.exchange.exportAll(passphrase === undefined ? {} : { passphrase });
  if (!result.ok) throw new Error(result.refusal.code);
  return result.file;
}

/** A store in which everything was done that a backup must bring along. */
async function livedIn(): Promise<Opened> {
  const old = await newEngine();
  const { engine, store } = old;
  await engine.intake.importFiles(files([1, 2, 3, 4]), () => {});
  const second = await engine.intake.importFiles(files([5]), () => {});
  await engine.intake.undo(second.importId);
  const deleted = (await store.reports.list({})).find((it) => it.fileName === '4.xml')!;
  await engine.reports.delete([deleted.id]);
  await engine.intake.importFiles([{ name: 'odd.txt', blob: new Blob(['no report at all']) }], () => {});
  await engine.domains.confirm(['shop.example']);
  await engine.domains.setTags('shop.example', ['old']);
  await engine.domains.setReceives('shop.example', true);
  await store.decisions.set('report-addresses', [{ key: 'mine', value: ['reports@shop.example'] }]);
  await store.decisions.set('domain-last-active', [{ key: 'shop.example', value: 'v=DMARC1; p=reject' }]);
  await engine.settings.save({ language: 'de', userName: 'Ada', nameSenders: 'on' });
  await engine.settings.save({ resolvers: [{ id: 'own', name: 'Mine', url: 'https://dns.example/q' }] });
  await store.hosts.put({
    id: 'h',
    name: 'Host',
    kind: 'manual',
    url: '',
    server: '',
    nameServers: [],
    zone: '',
    limitedTo: [],
    ttl: 300,
  });
  await store.hosts.putKey({
    hostId: 'h',
    protection: 'obscured',
    salt: '',
    iv: '',
    data: 'SECRET',
    iterations: 1,
  });
  const alert = {
    id: 'r|shop.example|20000',
    rule: 'r',
    kind: 'dns-changed',
    domain: 'shop.example',
    day: 20_000,
  };
  await store.alerts.renew(
    'shop.example',
    () => true,
    () => ({
      put: [{ ...alert, at: 1, state: 'unread', notified: true, data: { messages: 3 } }],
      remove: [],
      tell: [],
    }),
  );
  await store.alerts.update([alert.id], { state: 'done' });
  await store.changes.add(changeEntry({ id: 'c', time: 5, domain: 'shop.example' }));
  await store.snapshots.add('_dmarc.shop.example', 5, { kind: 'none', targets: [], text: '' });
  await store.lasting.put('blocked-since', [{ key: 'shop.example', value: 20_100 }]);
  const pending = { state: 'pending', wait: 300, found: ['v=DMARC1; p=none'] };
  await store.lasting.put('wanted-state', [
    { key: 'shop.example', value: { state: pending, checked: 1_700_000_000, since: 1_690_000_000 } },
  ]);
  // The usual rules are saved by the first evaluation.
  await engine.alerts.check();
  return old;
}

/** What a restored device must have in common with the one that was backed up. */
async function whole({ engine, store }: Opened) {
  const { count: figures, ...rest } = await contents(store);
  return {
    ...rest,
    reports: rest.reports,
    count: { ...figures, rawBytes: 0 },
    imports: (await engine.intake.list()).map((it) => ({ ...it, newDomains: [] })),
    decisions: (await store.exchange.changes(0, 100_000)).decisions.map((it) => JSON.stringify(it)).sort(),
    registers: (await store.exchange.changes(0, 100_000)).registers.sort((a, b) => (a.id < b.id ? -1 : 1)),
    alerts: await store.alerts.list(),
    changes: await store.changes.list(),
    hosts: await store.hosts.list(),
    shelf: (await store.shelf.list()).map(({ path, size }) => ({ path, size })),
    snapshots: await store.snapshots.list('_dmarc.shop.example'),
    settings: await store.settings.get(),
    lasting: [await store.lasting.all('blocked-since'), await store.lasting.all('wanted-state')],
  };
}

const ALL = { confirmations: true, settings: true, hosts: true };

test('a device restored from a backup is the same device, keys excepted', async () => {
  const old = await livedIn();
  const backup = await exported(old);
  const unzipped = unzipSync(new Uint8Array(await backup.arrayBuffer()));
  expect(Object.values(unzipped).some((it) => new TextDecoder().decode(it).includes('SECRET'))).toBe(false);
  const fresh = await newEngine();
  expect(await fresh.engine.exchange.importBackup(backup, ALL)).toMatchObject({
    reports: 3,
    refused: 0,
    parked: 0,
    damage: [],
    refusal: null,
  });
  expect(await whole(fresh)).toEqual(await whole(old));
  expect(await fresh.store.hosts.key('h')).toBeNull();
  expect(await fresh.engine.exchange.cutOffRestores()).toEqual([]);
  // Given once more, it changes nothing.
  expect(await fresh.engine.exchange.importBackup(backup, ALL)).toMatchObject({ reports: 0, decisions: 0 });
  expect(await whole(fresh)).toEqual(await whole(old));
  close(old, fresh);
});

test('what decides who is asked what is shown first, and taken only by a click [EXCH-5]', async () => {
  const old = await livedIn();
  await old.engine.domains.decline(['declined.example']);
  const backup = await exported(old);
  const fresh = await newEngine();
  const before = await whole(fresh);
  const found = await fresh.engine.exchange.previewRestore(backup);
  expect(found).toMatchObject({
    ok: true,
    preview: {
      version: 2,
      documents: 3,
      reports: 3,
      deletedHere: 0,
      confirms: ['shop.example'],
      settings: { language: 'de', userName: 'Ada' },
      askedSettings: { nameSenders: 'on', resolvers: [{ id: 'own' }] },
      hosts: ['Host'],
      damage: [],
    },
  });
  expect(await whole(fresh)).toEqual(before);
  await fresh.engine.exchange.importBackup(backup);
  expect(await fresh.engine.settings.get()).toMatchObject({
    nameSenders: 'ask',
    resolvers: [],
    userName: 'Ada',
  });
  expect(await fresh.store.domains.confirmed()).toEqual([]);
  // A domain that is not the user's causes no question, and stays so without a click.
  expect((await fresh.store.domains.get('declined.example')).listing).toBe('declined');
  expect(await fresh.store.hosts.list()).toEqual([]);
  expect(await fresh.store.decisions.get('domain-last-active', 'shop.example')).toBe('v=DMARC1; p=reject');
  close(old, fresh);
});

test('a restore merges: newer decisions and deletions stay, and deleted reports come back by a click', async () => {
  const old = await livedIn();
  const backup = await exported(old);
  const other = await newEngine();
  await other.engine.settings.save({ language: 'en' });
  await other.engine.domains.setTags('shop.example', ['newer']);
  await other.engine.intake.importFiles(files([3, 9]), () => {});
  expect(await other.engine.exchange.importBackup(backup, ALL)).toMatchObject({ reports: 2 });
  expect((await other.store.reports.count()).reports).toBe(4);
  expect(await other.store.domains.get('shop.example')).toMatchObject({ tags: ['newer'] });
  expect(await other.engine.settings.get()).toMatchObject({ language: 'en', userName: 'Ada' });

  await other.engine.reports.delete((await other.store.reports.list({})).map((it) => it.id));
  const preview = await other.engine.exchange.previewRestore(backup);
  expect(preview).toMatchObject({ preview: { reports: 3, deletedHere: 3 } });
  expect(await other.engine.exchange.importBackup(backup, ALL)).toMatchObject({ reports: 0 });
  expect((await other.store.reports.count()).reports).toBe(0);
  await other.engine.exchange.importBackup(backup, { deletedReports: true });
  expect((await other.store.reports.count()).reports).toBe(3);
  close(old, other);
});

test('a backup of version 1 still opens, also one that holds the bytes of a zip in a document', async () => {
  // A stored block of gzip shows its content as it is: here the head of a zip's member.
  const trap = strToU8('PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00 and a name');
  const document = strToU8(xml(1).replace('</feedback>', '<!-- PK\x07\x08PK\x01\x02 --></feedback>'));
  const plain = gzipSync(document, { level: 0, mtime: 0 });
  const fields = new Uint8Array(plain.length + 2 + trap.length);
  // FEXTRA (RFC 1952 section 2.3.1): the trap stands in the head of the gzip.
  fields.set(plain.subarray(0, 10));
  fields[3] = plain[3]! | 4;
  fields.set([trap.length & 255, trap.length >> 8], 10);
  fields.set(trap, 12);
  fields.set(plain.subarray(10), 12 + trap.length);
  const stamp = `${(1_700_000_000_000).toString(36).padStart(9, '0')}0000bbbbbbbb`;
  const backup = versionOneBackup({
    documents: [
      { id: 'a'.repeat(64), fileName: 'trap.xml.gz', gzip: fields },
      { id: 'b'.repeat(64), fileName: '2.xml.gz', gzip: gzipSync(strToU8(xml(2))) },
    ],
    decisions: [
      { kind: 'domain-tags', key: 'shop.example', value: ['old'], stamp },
      { kind: 'domain-listing', key: 'shop.example', value: 'confirmed', stamp },
    ],
    settings: { userName: 'Ada', nameSenders: 'on' },
    history: [
      { domain: '_dmarc.shop.example', at: 5, until: 6, snapshot: { kind: 'none', targets: [], text: '' } },
    ],
  });
  const { engine, store } = await newEngine();
  expect(await engine.exchange.previewRestore(backup)).toMatchObject({
    preview: { version: 1, documents: 2, damage: [] },
  });
  expect(await engine.exchange.importBackup(backup)).toMatchObject({
    reports: 2,
    decisions: 1,
    damage: [],
    refusal: null,
  });
  expect(await engine.settings.get()).toMatchObject({ userName: 'Ada', nameSenders: 'ask' });
  expect(await store.snapshots.list('_dmarc.shop.example')).toMatchObject([{ at: 5 }]);
  // The store's own backup of the same documents is whole as well.
  const fresh = await newEngine();
  expect(await fresh.engine.exchange.importBackup(await exported({ engine, store } as Opened))).toMatchObject(
    {
      reports: 2,
      damage: [],
    },
  );
  close({ engine, store } as Opened, fresh);
});

test('with a passphrase the file is sealed, and opens with nothing else', async () => {
  const old = await newEngine();
  await old.engine.intake.importFiles(files([1]), () => {});
  const sealed = await exported(old, 'correct horse');
  expect(await sealed.slice(0, 21).text()).toBe('age-encryption.org/v1');
  const { engine, store } = await newEngine();
  expect(await engine.exchange.importBackup(sealed)).toMatchObject({
    refusal: { code: 'backup-passphrase' },
  });
  expect(await engine.exchange.importBackup(sealed, { passphrase: 'wrong' })).toMatchObject({
    refusal: { code: 'backup-passphrase-wrong' },
  });
  const cut = sealed.slice(0, sealed.size - 10);
  expect(await engine.exchange.importBackup(cut, { passphrase: 'correct horse' })).toMatchObject({
    refusal: { code: 'backup-damaged' },
  });
  expect(await engine.exchange.importBackup(sealed, { passphrase: 'correct horse' })).toMatchObject({
    reports: 1,
  });
  close(old, { engine, store } as Opened);
});

test('of an encrypted backup what the damage did not hit is restored, and what it hit is named [EXCH-6]', async () => {
  const [many, partly] = [await newEngine(), await newEngine()];
  await many.engine.intake.importFiles(files(Array.from({ length: 260 }, (_, n) => n)), () => {});
  const encrypter = new Encrypter();
  encrypter.setPassphrase('correct horse');
  // As cheap as can be: the cost is the library's affair.
  encrypter.setScryptWorkFactor(2);
  const plain = new Uint8Array(await (await exported(many)).arrayBuffer());
  const long = (await encrypter.encrypt(plain)) as Uint8Array<ArrayBuffer>;
  expect(long.length).toBeGreaterThan(3 * 65_536);
  long[100_000]! ^= 1;
  const restored = await partly.engine.exchange.importBackup(new Blob([long]), {
    passphrase: 'correct horse',
  });
  expect(restored.refusal).toBeNull();
  expect(restored.damage.length).toBeGreaterThan(0);
  expect(restored.reports).toBeGreaterThan(100);
  expect(restored.reports + restored.damage.filter((it) => it.what === 'document').length).toBe(260);
  close(many, partly);
});

test('what is strange or oversized is refused with the figure and changes nothing', async () => {
  const opened = await newEngine();
  const { engine, store } = opened;
  await engine.intake.importFiles(files([1]), () => {});
  const backup = await exported(opened);
  const before = await contents(store);
  const manifest = (version: unknown) => strToU8(JSON.stringify({ format: 'rualens-backup', version }));
  const zip = (members: Record<string, Uint8Array>) =>
    new Blob([zipSync(members) as Uint8Array<ArrayBuffer>]);
  expect(await engine.exchange.importBackup(new Blob(['hello']))).toMatchObject({
    refusal: { code: 'not-a-backup' },
  });
  expect(await engine.exchange.importBackup(zip({ 'manifest.json': manifest(99) }))).toMatchObject({
    refusal: { code: 'backup-version', detail: { known: 2, found: '99' } },
  });
  const bomb = zip({ 'manifest.json': manifest(1), 'decisions.json': new Uint8Array(3_000_000) });
  expect(await readBackup(bomb, { ...BACKUP_LIMITS, jsonBytes: 1_000_000 })).toMatchObject({
    ok: false,
    refusal: { code: 'inflated-size-limit', detail: { limit: 1_000_000 } },
  });
  expect(await readBackup(backup, { ...BACKUP_LIMITS, members: 3 })).toMatchObject({
    refusal: { code: 'too-many-members' },
  });
  expect(await readBackup(backup, { ...BACKUP_LIMITS, bytes: 10 })).toMatchObject({
    refusal: { code: 'backup-too-large' },
  });
  expect(await readBackup(backup, { ...BACKUP_LIMITS, documentBytes: 10 })).toMatchObject({
    refusal: { code: 'inflated-size-limit' },
  });
  const odd = zip({
    'manifest.json': manifest(1),
    'reports.json': strToU8(JSON.stringify([{ member: '../../etc/passwd', fileName: 'x' }, 5])),
    'settings.json': strToU8(JSON.stringify({ resolvers: [{ url: 'javascript:1' }], theme: 'pink' })),
    'decisions.json': strToU8(
      JSON.stringify([
        { kind: 'x' },
        { kind: 'alert-rule', key: 'r', value: { id: 'r' }, stamp: '0'.repeat(21) },
        {
          ...{ kind: 'service', key: 'google', stamp: '0'.repeat(21) },
          value: { id: 'google', name: 'Google', ranges: ['0.0.0.0/0'] },
        },
      ]),
    ),
  });
  expect(await engine.exchange.importBackup(odd, ALL)).toMatchObject({
    reports: 0,
    decisions: 0,
    refused: 3,
  });
  expect(await engine.settings.get()).toMatchObject({ resolvers: [], theme: 'auto' });
  expect((await engine.exchange.parkedRows()).map((it) => it.why)).toEqual([
    'malformed',
    'malformed',
    'malformed',
  ]);
  expect(await contents(store)).toEqual(before);
  close(opened);
});

test('a full disk stops a restore with the figures; it is listed, and the same file goes on', async () => {
  const old = await newEngine();
  await old.engine.intake.importFiles(files([1, 2, 3]), () => {});
  const backup = await exported(old);
  const opened = await newEngine();
  const { engine, store } = opened;
  const { put } = store.reports;
  store.reports.put = async () => {
    throw new StoreFull(900, 1_000);
  };
  expect(await engine.exchange.importBackup(backup)).toMatchObject({
    reports: 0,
    refusal: { code: 'store-full', detail: { usage: 900, quota: 1_000 } },
  });
  expect((await contents(store)).reports).toEqual([]);
  store.reports.put = put;
  const [listed] = await engine.exchange.cutOffRestores();
  expect(listed).toMatchObject({ done: 0, total: 3 });
  expect(Math.abs(listed!.made! - Date.now() / 1000)).toBeLessThan(600);
  // Another backup that goes through settles only its own.
  const other = await newEngine();
  await other.engine.intake.importFiles(files([9]), () => {});
  expect(await engine.exchange.importBackup(await exported(other))).toMatchObject({ reports: 1 });
  expect(await engine.exchange.cutOffRestores()).toEqual([listed]);
  expect(await engine.exchange.importBackup(backup)).toMatchObject({ reports: 3, refusal: null });
  expect(await engine.exchange.cutOffRestores()).toEqual([]);
  close(old, opened, other);
});

test('an export is cancelled between two documents, and tells how far it is', async () => {
  const opened = await newEngine();
  await opened.engine.intake.importFiles(files([1, 2, 3]), () => {});
  const told: string[] = [];
  const stop = new AbortController();
  const onProgress = (done: number, total: number) => {
    told.push(`${done} of ${total}`);
    if (done === 2) stop.abort();
  };
  expect(await writeBackup(opened.store, 0, { signal: stop.signal, onProgress })).toMatchObject({
    ok: false,
    refusal: { code: 'backup-cancelled' },
  });
  expect(told).toEqual(['1 of 3', '2 of 3']);
  close(opened);
});

test('a Cancel that comes before a restore begins, or while its file is opened, changes nothing', async () => {
  const [old, fresh] = [await newEngine(), await newEngine()];
  await old.engine.intake.importFiles(files([1, 2]), () => {});
  const file = await exported(old);
  const restore = fresh.engine.exchange.importBackup(file);
  await fresh.engine.exchange.cancelBackup();
  expect(await restore).toMatchObject({ reports: 0, refusal: { code: 'backup-cancelled' } });
  expect((await fresh.store.reports.count()).reports).toBe(0);
  expect(await fresh.engine.exchange.importBackup(file)).toMatchObject({ reports: 2, refusal: null });
  close(old, fresh);
});
