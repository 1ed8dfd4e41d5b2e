import type { Refusal } from '../../model/report.ts';
import { type BackupHooks, writeBackup } from '../../store/backup.ts';
import { type OpenBackup, readBackup } from '../../store/read-backup.ts';
import { isBackupDue } from './backup-due.ts';
import type { BackupProgress, ExchangeRoom } from './face.ts';
import { previewRestore } from './preview-restore.ts';
import { type RestoreParts, restoreBackup } from './restore-backup.ts';
import { isSealed, seal, unseal } from './sealed-backup.ts';

export type Backups = Pick<
  ExchangeRoom,
  | 'exportAll'
  | 'backupState'
  | 'noteBackup'
  | 'previewRestore'
  | 'importBackup'
  | 'onBackupProgress'
  | 'cancelBackup'
  | 'cutOffRestores'
  | 'forgetRestore'
>;

export interface BackupParts extends Omit<RestoreParts, 'hooks'> {
  /** Milliseconds since 1970. */
  clock(): number;
  /** Runs after the imports that were asked for before. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
}

const CANCELLED: Refusal = { code: 'backup-cancelled', detail: {} };

/** Backups, as shells ask for them. A Cancel ends all that were asked for. */
export function createBackups(parts: BackupParts): Backups {
  const { store } = parts;
  const listeners = new Set<(progress: BackupProgress) => void>();
  /** Under way, or waiting for imports before them. */
  const running = new Set<AbortController>();

  /** Runs work that a Cancel ends, also one that comes before it begins. */
  async function cancellable<T>(
    what: BackupProgress['what'],
    work: (hooks: Required<BackupHooks>) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    running.add(controller);
    try {
      return await work({
        signal: controller.signal,
        onProgress(done, total) {
          for (const listener of listeners) listener({ what, done, total });
        },
      });
    } finally {
      running.delete(controller);
    }
  }

  async function open(
    file: Blob,
    passphrase: string | undefined,
  ): Promise<{ ok: true; backup: OpenBackup } | { ok: false; refusal: Refusal }> {
    if (!(await isSealed(file))) return readBackup(file);
    const opened = await unseal(file, passphrase);
    return opened instanceof Blob ? readBackup(opened) : { ok: false, refusal: opened };
  }

  return {
    exportAll: ({ passphrase } = {}) =>
      cancellable('export', async (hooks) => {
        const { mark } = await store.backup.state();
        const result = await writeBackup(store, parts.clock(), hooks);
        const written = result.ok ? { ...result, mark } : result;
        if (!written.ok || passphrase === undefined || passphrase === '') return written;
        const file = await seal(written.file, passphrase);
        const again = await open(file, passphrase);
        // Encrypting takes seconds, and a Cancel in them counts as well.
        if (hooks.signal.aborted) return { ok: false, refusal: CANCELLED };
        return again.ok ? { ...written, file } : { ok: false, refusal: again.refusal };
      }),
    async backupState() {
      const state = await store.backup.state();
      return { ...state, due: isBackupDue(state.last, state.decisions, Math.floor(parts.clock() / 1000)) };
    },
    noteBackup: (mark) => store.backup.noteMade(mark),
    async previewRestore(file, passphrase) {
      const opened = await open(file, passphrase);
      return opened.ok ? { ok: true, preview: await previewRestore(store, opened.backup) } : opened;
    },
    importBackup: (file, take = {}) =>
      cancellable('restore', (hooks) =>
        parts.inTurn(async () => {
          const nothing = { reports: 0, decisions: 0, domains: 0, refused: 0, parked: 0, damage: [] };
          if (hooks.signal.aborted) return { ...nothing, refusal: CANCELLED };
          const opened = await open(file, take.passphrase);
          if (!opened.ok) return { ...nothing, refusal: opened.refusal };
          if (hooks.signal.aborted) return { ...nothing, refusal: CANCELLED };
          return restoreBackup({ ...parts, hooks }, opened.backup, take);
        }),
      ),
    async onBackupProgress(listener) {
      listeners.add(listener);
    },
    async cancelBackup() {
      for (const controller of running) controller.abort();
    },
    cutOffRestores: () => store.work.cutOff(),
    forgetRestore: (id) => store.work.end(id),
  };
}
