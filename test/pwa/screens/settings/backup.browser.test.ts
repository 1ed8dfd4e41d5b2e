import { afterEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { BackupProgress, RestorePreview, RestoreTake } from '../../../../core/engine/exchange/face.ts';
import { mountApp } from '../../../../pwa/app.tsx';
import { createFakeEngine } from '../../../support/fake-engine.ts';

/** Export and restore on the settings screen: passphrase, progress, Cancel. */

const engine = createFakeEngine({
  settings: { language: 'en', noNetwork: true, resolvers: [{ id: 'none', name: '', url: '' }] },
});
let tell: (progress: BackupProgress) => void = () => undefined;
engine.exchange.onBackupProgress = async (listener) => {
  tell = listener;
};

const root = document.createElement('div');
document.body.append(root);
location.hash = '#/settings';
mountApp(root, { kind: 'web', version: 'test', update: null, engine });

const settled = (find: () => unknown) => expect.poll(find, { timeout: 10_000 }).toBeTruthy();
const withText = (words: string, inside: ParentNode = document) =>
  [...inside.querySelectorAll<HTMLButtonElement>('button')].find((it) => it.textContent === words);
const dialog = () => document.querySelector<HTMLDialogElement>('dialog[open]');
const fields = () => [...(dialog()?.querySelectorAll<HTMLInputElement>('input') ?? [])];
const type = (field: HTMLInputElement | undefined, text: string) => userEvent.fill(field!, text);
const alerts = () => [...document.querySelectorAll('[role="alert"]')].map((it) => it.textContent).join(' ');

/** Names of the files that the page let the browser save. */
const saved: string[] = [];
const click = HTMLAnchorElement.prototype.click;
HTMLAnchorElement.prototype.click = function () {
  if (this.download) saved.push(this.download);
  else click.call(this);
};

/** Gives a file to the input that the page opens next. */
function choosing(file: File): void {
  const own = HTMLInputElement.prototype.click;
  HTMLInputElement.prototype.click = function () {
    HTMLInputElement.prototype.click = own;
    const files = new DataTransfer();
    files.items.add(file);
    this.files = files.files;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

const PREVIEW: RestorePreview = {
  ...{ version: 2, documents: 3, reports: 3, deletedHere: 0, decisions: { ignored: 2 }, refused: 0 },
  ...{ confirms: [], services: [], alertRules: [], settings: {}, askedSettings: {}, hosts: [], damage: [] },
};

afterEach(() => {
  saved.length = 0;
});

test('an export without a passphrase is written after a warning that all can read it', async () => {
  const given: unknown[] = [];
  engine.exchange.exportAll = async (options) => {
    given.push(options);
    return { ok: true, file: new Blob(['x']), documents: 1, mark: 7 };
  };
  await settled(() => withText('Export everything'));
  withText('Export everything')?.click();
  await settled(dialog);
  expect(document.activeElement, 'typing begins in the first field').toBe(fields()[0]);
  expect(dialog()?.textContent).toContain('whoever has the file can read it');
  expect(dialog()?.textContent).toContain('lost passphrase cannot be replaced');
  withText('Export', dialog()!)?.click();
  await settled(() => saved.length === 1);
  expect(given).toEqual([{}]);
  expect(saved[0]).toMatch(/\.rualens$/);
});

test('a passphrase is typed twice, and one that differs writes nothing', async () => {
  const given: unknown[] = [];
  engine.exchange.exportAll = async (options) => {
    given.push(options);
    return { ok: true, file: new Blob(['x']), documents: 1, mark: 7 };
  };
  withText('Export everything')?.click();
  await settled(dialog);
  await type(fields()[0], 'green horse');
  await type(fields()[1], 'green house');
  await settled(() => withText('Export encrypted', dialog()!));
  expect(dialog()?.textContent).toContain('age --decrypt');
  withText('Export encrypted', dialog()!)?.click();
  await settled(() => dialog()?.textContent?.includes('The two passphrases differ.'));
  expect(given).toEqual([]);
  await type(fields()[1], 'green horse');
  dialog()?.querySelector('form')?.requestSubmit();
  await settled(() => saved.length === 1);
  expect(given).toEqual([{ passphrase: 'green horse' }]);
  expect(saved[0]).toMatch(/\.rualens\.age$/);
  expect(dialog()).toBeNull();
});

test('an export shows how far it is, and Cancel ends it without a file', async () => {
  let end: () => void = () => undefined;
  engine.exchange.exportAll = () =>
    new Promise((done) => {
      end = () => done({ ok: false, refusal: { code: 'backup-cancelled', detail: {} } });
    });
  engine.exchange.cancelBackup = async () => end();
  withText('Export everything')?.click();
  await settled(dialog);
  dialog()?.querySelector('form')?.requestSubmit();
  await settled(() => document.querySelector('[data-backup-running="export"]'));
  tell({ what: 'export', done: 250, total: 1_000 });
  await settled(
    () => document.querySelector<HTMLProgressElement>('[data-backup-running] progress')?.max === 1_000,
  );
  const running = document.querySelector('[data-backup-running]')!;
  expect(running.querySelector('progress')?.value).toBe(250);
  expect(running.textContent).toContain('250 of 1,000 documents');
  withText('Cancel', running)?.click();
  await settled(() => alerts().includes('The export was cancelled. No file was saved.'));
  expect(document.querySelector('[data-backup-running]')).toBeNull();
  expect(saved).toEqual([]);
});

test('an encrypted export asks for its passphrase, says when it is wrong, and is read in with the right one', async () => {
  const takes: (RestoreTake | undefined)[] = [];
  engine.exchange.previewRestore = async (_file, passphrase) => {
    if (passphrase === 'green horse') return { ok: true, preview: PREVIEW };
    const code = passphrase === undefined ? 'backup-passphrase' : 'backup-passphrase-wrong';
    return { ok: false, refusal: { code, detail: {} } };
  };
  let end: () => void = () => undefined;
  engine.exchange.importBackup = (_file, take) =>
    new Promise((done) => {
      takes.push(take);
      const result = { reports: 2, decisions: 0, domains: 0, refused: 0, parked: 0, damage: [] };
      end = () => done({ ...result, refusal: { code: 'backup-cancelled', detail: { done: 2, total: 3 } } });
    });
  engine.exchange.cancelBackup = async () => end();
  choosing(new File(['sealed'], 'all.rualens.age'));
  withText('Read an export')?.click();
  await settled(dialog);
  expect(fields()).toHaveLength(1);
  expect(alerts()).not.toContain('does not open');
  await type(fields()[0], 'wrong');
  dialog()?.querySelector('form')?.requestSubmit();
  await settled(() => dialog()?.textContent?.includes('The passphrase does not open this export.'));
  expect(fields()[0]?.getAttribute('aria-invalid')).toBe('true');
  await type(fields()[0], 'green horse');
  dialog()?.querySelector('form')?.requestSubmit();
  await settled(() => document.querySelector('[data-restore]'));
  expect(dialog()).toBeNull();
  withText('Read it in')?.click();
  await settled(() => document.querySelector('[data-backup-running="restore"]'));
  expect(takes).toEqual([{ passphrase: 'green horse' }]);
  tell({ what: 'restore', done: 2, total: 3 });
  const running = document.querySelector('[data-backup-running]')!;
  await settled(() => running.textContent?.includes('2 of 3 documents'));
  withText('Cancel', running)?.click();
  await settled(() => alerts().includes('the same file goes on from there'));
});

test('what was damaged in an export is said after it was read in, and stays to be read [EXCH-6]', async () => {
  engine.exchange.previewRestore = async () => ({ ok: true, preview: PREVIEW });
  const damage = Array.from({ length: 7 }, (_, i) => ({ part: `documents/${i}.gz`, what: 'document' }));
  const result = { reports: 5, decisions: 2, domains: 0, refused: 3, parked: 0, damage, refusal: null };
  engine.exchange.importBackup = async () => result;
  choosing(new File(['damaged'], 'all.rualens'));
  withText('Read an export')?.click();
  await settled(() => document.querySelector('[data-restore]'));
  withText('Read it in')?.click();
  await settled(() => alerts().includes('Damaged in this export, 7 in all'));
  expect(alerts()).toContain('documents/0.gz');
  expect(alerts()).toContain('and 2 more');
  expect(alerts()).toContain('did not come in: 3.');
  // One that came in whole has nothing to say.
  engine.exchange.importBackup = async () => ({ ...result, refused: 0, damage: [] });
  choosing(new File(['whole'], 'all.rualens'));
  withText('Read an export')?.click();
  await settled(() => document.querySelector('[data-restore]'));
  withText('Read it in')?.click();
  await settled(() => document.querySelector('[data-restore]') === null);
  await settled(() => !alerts().includes('Damaged in this export'));
});
