import { signal } from '@preact/signals';
import type { DataFilter } from '../../core/engine/reports/face.ts';
import { getEngine } from './engine.ts';
import { dismissToast, toast } from './toasts.ts';

/** Reports deleted in this page, which can be brought back until it is closed. */
export interface Deletion {
  token: string;
  /** What was deleted, in words. */
  text: string;
  /** Unix seconds. */
  at: number;
  /** The message that offers the way back as well. */
  toast: number;
}

/** Newest first. */
export const deletions = signal<Deletion[]>([]);

/** Deletes reports by domain and period. The words are made from the count. */
export async function deleteData(
  filter: DataFilter,
  words: { deleted: (reports: number) => string; undo: string },
): Promise<void> {
  const { token, reports } = await getEngine().reports.deleteData(filter);
  deleted(token, words.deleted(reports), words.undo);
}

/** Notes what was deleted: a message with the way back stays until it is closed, and the list under Settings. */
export function deleted(token: string, text: string, undo: string): void {
  const id = toast(text, { label: undo, run: () => bringBack(token) }, { stays: true });
  deletions.value = [{ token, text, at: Date.now() / 1000, toast: id }, ...deletions.value];
}

/** Brings back what a deletion took; nothing happens where it is back already. */
export async function bringBack(token: string): Promise<void> {
  const deletion = deletions.value.find((it) => it.token === token);
  if (!deletion) return;
  dismissToast(deletion.toast);
  deletions.value = deletions.value.filter((it) => it.token !== token);
  await getEngine().reports.undoDelete(token);
}
