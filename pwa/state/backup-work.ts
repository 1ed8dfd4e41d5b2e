import { signal } from '@preact/signals';
import type { Engine } from '../../core/engine/face.ts';
import { getEngine } from './engine.ts';

export interface BackupWork {
  what: 'export' | 'restore';
  /** Documents; both 0 until the engine has told of some. */
  done: number;
  total: number;
  cancelling: boolean;
}

/** The export or restore that this page runs; null where none does. It goes on while other screens are shown. */
export const backupWork = signal<BackupWork | null>(null);

/** Engines that were asked to tell of progress: they cannot be asked to stop, so each is asked once. */
const followed = new WeakSet<Engine>();

/** Runs an export or restore, with its progress in `backupWork`. */
export async function runBackupWork<T>(what: BackupWork['what'], work: () => Promise<T>): Promise<T> {
  backupWork.value = { what, done: 0, total: 0, cancelling: false };
  try {
    // Not awaited: a Cancel must come after what it cancels was asked for.
    void follow();
    return await work();
  } finally {
    backupWork.value = null;
  }
}

export async function cancelBackupWork(): Promise<void> {
  if (backupWork.value) backupWork.value = { ...backupWork.value, cancelling: true };
  await getEngine().exchange.cancelBackup();
}

async function follow(): Promise<void> {
  const engine = getEngine();
  if (followed.has(engine)) return;
  followed.add(engine);
  await engine.exchange.onBackupProgress(({ what, done, total }) => {
    // Another tab's work is told as well.
    if (backupWork.value?.what === what) backupWork.value = { ...backupWork.value, done, total };
  });
}
