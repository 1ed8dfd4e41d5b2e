import type { Clock } from '../../lib/clock.ts';
import { textDigest } from '../../lib/hash.ts';
import type { AskMailbox, MailboxImport, MailboxPlace } from '../../model/mailbox.ts';
import type { Store } from '../../store/store.ts';
import type { DocumentReader } from '../intake/document-reader.ts';
import { ImportControl } from '../intake/import-control.ts';
import type { SourcesRoom } from './face.ts';
import { importMailbox } from './import-mailbox.ts';
import { readMailbox } from './read-mailbox.ts';

/** Milliseconds between two calls of a listener. */
const TELL_EVERY_MS = 150;

export interface MailboxParts {
  store: Store;
  reader: DocumentReader;
  clock: Clock;
  newId(): string;
  /** An import got its last report for now. */
  imported(importId: string): Promise<void>;
}

export function mailboxId({ origin, account, folder }: MailboxPlace): string {
  return textDigest(`${origin}\n${account}\n${folder}`).slice(0, 20);
}

/** Reads mailboxes into the store (see SourcesRoom). Each is read once at a time, in whatever page. */
export function createSourcesRoom(parts: MailboxParts): SourcesRoom {
  const { store, clock } = parts;
  /** Readings that begin, run or end: noted before the first wait, so that two clicks start one. */
  const readings = new Map<string, Promise<MailboxImport>>();
  const live = new Map<string, { control: ImportControl; progress: MailboxImport; tell(): void }>();

  /** How a new reading begins: anew, or where the last one was held up. */
  async function begin(place: MailboxPlace): Promise<{ progress: MailboxImport; importId: string }> {
    const id = mailboxId(place);
    const before = await store.mailboxes.get(id);
    const fresh: MailboxImport = {
      id,
      place,
      state: 'running',
      problem: null,
      importId: null,
      started: Math.floor(clock() / 1000),
      ended: null,
      // counted anew once the list is there; until then as far as the reading before came
      messages: { ...(before?.messages ?? { total: 0, done: 0, known: 0 }) },
      opened: 0,
      reports: 0,
      failed: 0,
      current: '',
      ...(before?.daily ? { daily: true as const } : {}),
    };
    if (before === null || before.state === 'done' || before.importId === null)
      return { progress: fresh, importId: parts.newId() };
    const known = await store.imports.get(before.importId);
    if (known === null || known.undone) return { progress: fresh, importId: parts.newId() };
    const { importId, opened, reports } = before;
    return { progress: { ...fresh, importId, opened, reports }, importId };
  }

  async function read(
    id: string,
    place: MailboxPlace,
    ask: AskMailbox,
    onProgress: (progress: MailboxImport) => void,
  ): Promise<MailboxImport> {
    const elsewhere = await store.mailboxes.get(id);
    if (elsewhere?.state === 'running' || elsewhere?.state === 'paused') return elsewhere;
    const control = new ImportControl();
    const { progress, importId } = await begin(place);
    let told = 0;
    const tell = (now: boolean) => {
      if (!now && clock() - told < TELL_EVERY_MS) return;
      told = clock();
      onProgress({ ...progress, messages: { ...progress.messages } });
    };
    live.set(id, { control, progress, tell: () => tell(true) });
    try {
      await store.mailboxes.save(progress);
      tell(true);
      const steps = readMailbox({
        ask,
        known: await store.mailboxes.read(id),
        passed: () => control.passed(),
        signal: control.signal,
        wait: (milliseconds) => new Promise((go) => setTimeout(go, milliseconds)),
      });
      await importMailbox({ ...parts, importId, control, progress, onProgress: () => tell(false) }, steps);
    } catch (error) {
      // a bug or a broken disk; what was checkpointed is kept, and it can go on
      await store.mailboxes.save({ ...progress, state: 'cut-off' }).catch(() => {});
      throw error;
    } finally {
      live.delete(id);
    }
    tell(true);
    if (progress.importId !== null) await parts.imported(progress.importId);
    return progress;
  }

  return {
    async list() {
      const rows = await store.mailboxes.list();
      return rows.map((row) => live.get(row.id)?.progress ?? row);
    },
    async importMailbox(place, ask, onProgress) {
      const id = mailboxId(place);
      const reading = readings.get(id) ?? read(id, place, ask, onProgress).finally(() => readings.delete(id));
      readings.set(id, reading);
      return await reading;
    },
    async pause(id) {
      change(id, 'paused', (control) => control.pause());
    },
    async resume(id) {
      change(id, 'running', (control) => control.resume());
    },
    async setDaily(id, daily) {
      const row = live.get(id)?.progress ?? (await store.mailboxes.get(id));
      if (row === null) return;
      if (daily) row.daily = true;
      else delete row.daily;
      await store.mailboxes.save({ ...row });
    },
    async stop(id) {
      const reading = live.get(id);
      if (reading) {
        reading.control.cancel();
        await readings.get(id)?.catch(() => {});
        return;
      }
      const row = await store.mailboxes.get(id);
      if (row?.state === 'cut-off') await store.mailboxes.save({ ...row, state: 'stopped' });
    },
    async forget(id) {
      live.get(id)?.control.cancel();
      await readings.get(id)?.catch(() => {});
      await store.mailboxes.forget(id);
    },
  };

  function change(id: string, state: 'running' | 'paused', act: (control: ImportControl) => void): void {
    const reading = live.get(id);
    if (!reading) return;
    act(reading.control);
    reading.progress.state = state;
    reading.tell();
  }
}
