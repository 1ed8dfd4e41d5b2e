import { signal } from '@preact/signals';
import type { UnfinishedImport } from '../../core/engine/intake/face.ts';
import type { ImportProgress, ImportSummary } from '../../core/model/import.ts';
import type { InputFile } from '../../core/model/input.ts';
import { followChanges } from './changes.ts';
import { getEngine } from './engine.ts';
import { failureSentence } from './failure-sentence.ts';
import { toast } from './toasts.ts';

/** Progress of the import that runs now; null where none does. */
export const importing = signal<ImportProgress | null>(null);

/** The import that ended last in this page, whose summary is shown open. */
export const lastImport = signal<ImportSummary | null>(null);

/** How many lots of files wait behind the running import. */
export const waiting = signal(0);

/** Imports that were cut off (the page was closed), with what is left of each. */
export const unfinished = signal<UnfinishedImport[]>([]);

let queue: Promise<void> = Promise.resolve();
let asked = false;

/** Puts files behind what is being imported; `after` runs when they are through. */
export function enqueueFiles(
  files: InputFile[],
  after?: (summary: ImportSummary) => void | Promise<void>,
): void {
  if (files.length === 0) return;
  void askForPersistence();
  enqueue((onProgress) => getEngine().intake.importFiles(files, onProgress), after);
}

/** Tries files of the shelf again. */
export function enqueueRetry(ids: string[]): void {
  if (ids.length > 0) enqueue((onProgress) => getEngine().intake.retryShelf(ids, onProgress));
}

/** Goes on with an import that was cut off, behind what is being imported. */
export function enqueueUnfinished(importId: string): void {
  enqueue(async () => {
    // Its progress comes by `onImportProgress`.
    await getEngine().intake.resume(importId);
    return getEngine().intake.summary(importId);
  });
}

function enqueue(
  work: (onProgress: (p: ImportProgress) => void) => Promise<ImportSummary | null>,
  after?: (summary: ImportSummary) => void | Promise<void>,
): void {
  waiting.value++;
  queue = queue.then(async () => {
    waiting.value--;
    try {
      const summary = await work((progress) => {
        importing.value = progress;
      });
      if (summary) {
        lastImport.value = summary;
        await after?.(summary);
      }
    } catch (error) {
      toast(failureSentence(error));
    } finally {
      importing.value = null;
    }
  });
}

/**
 * Follows imports that were cut off: lists them with what is left, and shows the progress of those that the
 * engine goes on with by itself.
 */
export function followUnfinished(): void {
  void getEngine().intake.onProgress((progress) => void showProgress(progress));
  const read = async () => {
    unfinished.value = await getEngine().intake.unfinished();
  };
  void read();
  followChanges(['imports'], () => void read());
}

async function showProgress(progress: ImportProgress): Promise<void> {
  if (progress.state === 'running' || progress.state === 'paused') {
    importing.value = progress;
    return;
  }
  if (importing.peek()?.importId === progress.importId) importing.value = null;
  lastImport.value = await getEngine().intake.summary(progress.importId);
}

/**
 * Asks the browser once to keep the store even where the disk gets full. Asked at the first import, when it is
 * plain what for; the answer stands under Settings.
 */
export async function askForPersistence(): Promise<void> {
  if (asked || !navigator.storage?.persist) return;
  asked = true;
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
