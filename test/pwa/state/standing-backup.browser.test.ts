import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { ExportResult } from '../../../core/engine/exchange/face.ts';
import { mountApp } from '../../../pwa/app.tsx';
import {
  backupName,
  dropOldBackups,
  KEPT_BACKUPS,
  writeBackupFile,
} from '../../../pwa/state/backup-folder.ts';
import { tellChange } from '../../../pwa/state/changes.ts';
import { forgetKept } from '../../../pwa/state/kept-handles.ts';
import {
  backUpIfDue,
  backUpNow,
  chooseBackupFolder,
  standingBackup,
  stopStandingBackup,
} from '../../../pwa/state/standing-backup.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';

/** The standing backup, with a folder of the browser's own in the place of the user's: its handles are the same. */

type Listing = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

let folder: FileSystemDirectoryHandle;
const engine = createFakeEngine({
  settings: { language: 'en', noNetwork: true, resolvers: [{ id: 'none', name: '', url: '' }] },
});
const noted: number[] = [];
let mark = 1;
engine.exchange.exportAll = async (): Promise<ExportResult> => ({
  ...{ ok: true, file: new Blob([`all up to ${mark}`]), documents: 1, mark },
});
engine.exchange.backupState = async () => ({ last: null, decisions: 0, reports: 0, due: false, mark });
engine.exchange.noteBackup = async (it) => void noted.push(it);

const settled = (find: () => unknown) =>
  vi.waitFor(async () => expect(await find()).toBeTruthy(), { timeout: 10_000 });
const part = () => document.querySelector<HTMLElement>('[data-standing-backup]');
const withText = (words: string, inside: ParentNode = document) =>
  [...inside.querySelectorAll<HTMLButtonElement>('button')].find((it) => it.textContent === words);

async function names(): Promise<string[]> {
  const all: string[] = [];
  for await (const name of (folder as Listing).keys()) all.push(name);
  return all.sort();
}
const textOf = async (name: string) => (await (await folder.getFileHandle(name)).getFile()).text();

beforeAll(async () => {
  localStorage.removeItem('rualens-backup-later');
  await forgetKept('backup');
  const root = document.createElement('div');
  document.body.append(root);
  location.hash = '#/settings';
  mountApp(root, { kind: 'web', version: 'test', update: null, engine });
  await settled(part);
});

beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('backups', { recursive: true }).catch(() => undefined);
  folder = await root.getDirectoryHandle('backups', { create: true });
  Object.defineProperty(window, 'showDirectoryPicker', { value: async () => folder, configurable: true });
  noted.length = 0;
  mark = 1;
});

afterAll(stopStandingBackup);

const DAY = 86_400;
const today = () => new Date().toISOString().slice(0, 10);

test('a chosen folder gets a backup at once, and one a day if something changed', async () => {
  withText('Choose a folder …', part()!)?.click();
  await settled(() => part()?.textContent?.includes('files kept: 1'));
  const [first] = await names();
  expect(first).toMatch(new RegExp(`^rualens-daily-${today()}-[0-9a-f]{4}\\.rualens$`));
  expect(await textOf(first!)).toBe('all up to 1');
  expect(noted).toEqual([1]);

  const now = Math.floor(Date.now() / 1000);
  mark = 2;
  await backUpIfDue(now + DAY - 3_600);
  expect(noted, 'not a day old').toEqual([1]);
  await backUpIfDue(now + DAY + 60);
  expect(noted).toEqual([1, 2]);
  await backUpIfDue(now + 3 * DAY);
  expect(noted, 'nothing changed').toEqual([1, 2]);
  expect(await names()).toHaveLength(2);
});

test('what could not be written is told, the last good file stays, and it is tried again', async () => {
  withText('Write one now', part()!)?.click();
  await settled(async () => (await names()).length === 1);
  await settled(() => part()?.dataset.standingBackup === 'ready');
  const whole = FileSystemWritableFileStream.prototype.write;
  FileSystemWritableFileStream.prototype.write = async () => {
    throw new DOMException('no room on the stick', 'QuotaExceededError');
  };
  mark = 9;
  withText('Write one now', part()!)?.click();
  await settled(() => part()?.textContent?.includes('no room on the stick'));
  FileSystemWritableFileStream.prototype.write = whole;
  const [name] = await names();
  expect(await textOf(name!)).toBe('all up to 1');
  expect(noted).toEqual([1]);
  withText('Write one now', part()!)?.click();
  await settled(() => noted.includes(9));
  expect(await textOf(name!)).toBe('all up to 9');
});

test('where the browser asks again, nothing is written before the user allowed it', async () => {
  const { queryPermission, requestPermission } = FileSystemDirectoryHandle.prototype as never as Record<
    string,
    () => Promise<PermissionState>
  >;
  let allowed = false;
  Object.assign(FileSystemDirectoryHandle.prototype, {
    queryPermission: async () => (allowed ? 'granted' : 'prompt'),
    requestPermission: async () => {
      allowed = true;
      return 'granted';
    },
  });
  mark = 20;
  await backUpIfDue(Math.floor(Date.now() / 1000) + 30 * DAY);
  expect(noted).toEqual([]);
  expect(part()?.dataset.standingBackup).toBe('ask');
  await settled(() => withText('Allow writing again', part()!));
  withText('Allow writing again', part()!)?.click();
  await settled(() => part()?.dataset.standingBackup === 'ready');
  Object.assign(FileSystemDirectoryHandle.prototype, { queryPermission, requestPermission });
  withText('Stop', part()!)?.click();
  await settled(() => part()?.dataset.standingBackup === 'none');
});

test('of more than the last few of this device the oldest go, and nothing else in the folder', async () => {
  const others = ['rualens-2020-01-01.rualens', backupName('ffff', '2020-01-01'), 'notes.txt'];
  for (const name of others) await writeBackupFile(folder, name, new Blob(['mine']));
  for (let day = 1; day <= KEPT_BACKUPS + 3; day++) {
    const name = backupName('abcd', `2026-01-${String(day).padStart(2, '0')}`);
    await writeBackupFile(folder, name, new Blob([`${day}`]));
  }
  const left = async () => (await names()).filter((it) => !others.includes(it));
  expect(await dropOldBackups(folder, 'abcd', '2026-01-10')).toBe(KEPT_BACKUPS);
  expect(await left()).toHaveLength(KEPT_BACKUPS);
  expect((await left())[0]).toBe(backupName('abcd', '2026-01-04'));
  expect((await names()).filter((it) => others.includes(it))).toHaveLength(others.length);
  // The clock was a year ahead for a week and is set right: what is written now is the newest all the same.
  for (let day = 1; day <= KEPT_BACKUPS; day++) {
    await writeBackupFile(folder, backupName('abcd', `2027-01-${10 + day}`), new Blob(['ahead']));
  }
  await writeBackupFile(folder, backupName('abcd', '2026-01-11'), new Blob(['now']));
  await dropOldBackups(folder, 'abcd', '2026-01-11');
  expect(await left()).toHaveLength(KEPT_BACKUPS);
  expect(await left()).toContain(backupName('abcd', '2026-01-11'));
  expect((await left()).filter((it) => it.includes('-2027-'))).toEqual([]);
});

test('a clock that was a year ahead for a backup stops none that is due after it', async () => {
  await chooseBackupFolder();
  await settled(() => part()?.dataset.standingBackup === 'ready');
  const now = Math.floor(Date.now() / 1000);
  mark = 31;
  await backUpIfDue(now + 365 * DAY);
  mark = 32;
  await backUpIfDue(now + 2 * DAY);
  expect(noted).toEqual([expect.any(Number), 31, 32]);
  await stopStandingBackup();
});

test('a folder that is gone, or may not be written any more in the middle, is told and nothing is noted', async () => {
  await chooseBackupFolder();
  await settled(() => part()?.dataset.standingBackup === 'ready');
  noted.length = 0;
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('backups', { recursive: true });
  mark = 41;
  await backUpNow();
  expect(standingBackup.value).toMatchObject({ state: 'ready', problem: { name: 'NotFoundError' } });
  await settled(() => part()?.querySelector('[role="alert"]'));
  folder = await root.getDirectoryHandle('backups', { create: true });
  const { createWritable } = FileSystemFileHandle.prototype;
  FileSystemFileHandle.prototype.createWritable = async () => {
    throw new DOMException('taken back', 'NotAllowedError');
  };
  await backUpNow();
  expect(standingBackup.value).toMatchObject({ problem: { name: 'NotAllowedError' } });
  FileSystemFileHandle.prototype.createWritable = createWritable;
  expect(noted).toEqual([]);
  await backUpNow();
  expect(noted).toEqual([41]);
  await stopStandingBackup();
});

test('a browser that cannot write into folders says which do not, and that one is reminded', async () => {
  Reflect.deleteProperty(window, 'showDirectoryPicker');
  const own = Object.getOwnPropertyDescriptor(Window.prototype, 'showDirectoryPicker');
  Reflect.deleteProperty(Window.prototype, 'showDirectoryPicker');
  expect('showDirectoryPicker' in window).toBe(false);
  await backUpIfDue();
  await settled(() => part()?.dataset.standingBackup === 'unsupported');
  expect(part()?.textContent).toMatch(/Firefox and Safari.*you are reminded/);
  if (own) Object.defineProperty(Window.prototype, 'showDirectoryPicker', own);
});

test('a reminder comes when the last backup is old and much was decided, and Not now holds a week [EXCH-8]', async () => {
  const reminder = () => document.querySelector('[data-backup-reminder]');
  expect(reminder()).toBeNull();
  const last = Math.floor(Date.now() / 1000) - 40 * DAY;
  engine.exchange.backupState = async () => ({ last, decisions: 34, reports: 5, due: true, mark: 3 });
  tellChange({ topic: 'senders', domains: [] });
  await settled(reminder);
  expect(reminder()?.textContent).toContain('40 days old, and 34 decisions');
  withText('Not now', reminder()!)?.click();
  await settled(() => reminder() === null);
  expect(Number(localStorage.getItem('rualens-backup-later'))).toBeGreaterThan(Date.now() + 6 * DAY * 1000);
  localStorage.removeItem('rualens-backup-later');
});
