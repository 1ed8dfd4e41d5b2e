import type { Clock } from '../../lib/clock.ts';
import { subjectAsName } from '../../lib/subject-as-name.ts';
import type { MailboxImport } from '../../model/mailbox.ts';
import type { Store } from '../../store/store.ts';
import { StoreFull } from '../../store/store-full.ts';
import type { DocumentReader } from '../intake/document-reader.ts';
import { ImportBatch } from '../intake/import-batch.ts';
import type { ImportControl } from '../intake/import-control.ts';
import { type FileContext, importFile } from '../intake/import-file.ts';
import type { MailboxStep } from './read-mailbox.ts';
import { withIdle } from './with-idle.ts';

/** Marks in one piece of the checkpoint; a piece is written anew while it fills. */
const MARKS_A_PIECE = 500;
/** What was read is checkpointed about this often, however slow the webmail is. */
const CHECKPOINT_MS = 500;

export interface MailboxWork {
  store: Store;
  reader: DocumentReader;
  clock: Clock;
  newId(): string;
  /** The import that takes the reports. */
  importId: string;
  control: ImportControl;
  /** How far it is; changed as the reading goes on. */
  progress: MailboxImport;
  onProgress(): void;
}

/**
 * Imports what the steps of a reading bring. A message counts as dealt with once its reports are stored, so that a
 * reading that is cut off loses nothing and goes on with the next one.
 */
export async function importMailbox(work: MailboxWork, steps: AsyncIterable<MailboxStep>): Promise<void> {
  const { store, control, progress, importId } = work;
  const batch = new ImportBatch(store, importId, work.clock);
  const checkpoint = new Checkpoint(work, await store.mailboxes.piecesRead(progress.id, importId));
  let started = false;
  let listed = false;
  const start = async () => {
    if (!started) await store.imports.start(importId, { files: 0, bytes: 0 });
    started = true;
    progress.importId = importId;
  };
  const context: FileContext = {
    ...work,
    signal: control.signal,
    now: Math.floor(work.clock() / 1000),
    shelve: true,
    onRecords: () => {},
    passed: () => control.passed(),
    async spill(part) {
      await start();
      progress.reports += part.reports.length;
      batch.take(part, null);
      await batch.flush();
    },
  };
  try {
    for await (const step of withIdle(steps, CHECKPOINT_MS)) {
      if (step === null) {
        // the webmail takes its time: what was read is stored meanwhile
        await batch.settle();
        await checkpoint.write();
        continue;
      }
      if (step.kind === 'page') {
        progress.messages = listed
          ? { ...progress.messages, total: step.total }
          : { total: step.total, done: 0, known: 0 };
        listed = true;
        await batch.settle();
        await checkpoint.write();
      } else if (step.kind === 'held-up') {
        progress.state = 'waiting';
        progress.problem = step.problem;
      } else {
        progress.messages.done += 1;
        if (step.kind === 'known') progress.messages.known += 1;
        if (step.kind === 'passed') checkpoint.add(step.mark);
        if (step.kind === 'failed' && step.problem !== 'gone') progress.failed += 1;
      }
      if (step.kind === 'message') {
        progress.current = step.message.subject;
        work.onProgress();
        const name = `${progress.place.name}/${step.message.uid} ${subjectAsName(step.message.subject)}.eml`;
        const part = await importFile(context, { name, blob: step.bytes, unsure: step.unsure });
        if (control.cancelled) {
          await store.reports.dropStaged(part.reports.flatMap((it) => it.blocks));
          break;
        }
        progress.opened += 1;
        progress.reports += part.reports.length;
        if (part.reports.length + part.files.length > 0) await start();
        batch.take(part, null);
        checkpoint.add(step.mark);
      }
      if (batch.full || checkpoint.due) {
        await batch.settle();
        await checkpoint.write();
      }
      work.onProgress();
    }
    await batch.settle();
    if (progress.state === 'running' || progress.state === 'paused')
      progress.state = control.cancelled ? 'stopped' : 'done';
  } catch (error) {
    if (!(error instanceof StoreFull)) throw error;
    checkpoint.drop();
    await batch.drop();
    progress.state = 'waiting';
    progress.problem = 'store-full';
  }
  progress.current = '';
  progress.ended = Math.floor(work.clock() / 1000);
  if (started) await store.imports.setState(importId, 'done', null).catch(ignoreFull);
  await checkpoint.write().catch(ignoreFull);
}

/** Notes which messages were dealt with, after what they held was stored. */
class Checkpoint {
  readonly #work: MailboxWork;
  #piece: number;
  #marks: string[] = [];
  #written: number;

  constructor(work: MailboxWork, piece: number) {
    this.#work = work;
    this.#piece = piece;
    this.#written = work.clock();
  }

  get due(): boolean {
    return this.#work.clock() - this.#written > CHECKPOINT_MS;
  }

  add(mark: string): void {
    this.#marks.push(mark);
  }

  drop(): void {
    this.#marks = [];
  }

  async write(): Promise<void> {
    const { store, progress, importId } = this.#work;
    const marks = [...this.#marks];
    await store.mailboxes.save({ ...progress }, { importId, piece: this.#piece, marks });
    this.#written = this.#work.clock();
    if (marks.length < MARKS_A_PIECE) return;
    this.#piece += 1;
    this.#marks = [];
  }
}

function ignoreFull(error: unknown): void {
  // what could not be noted is read once more
  if (!(error instanceof StoreFull)) throw error;
}
