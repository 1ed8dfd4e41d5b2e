import type { Refusal } from '../../model/report.ts';
import { writeBackup } from '../../store/backup.ts';
import { type OpenBackup, readBackup } from '../../store/read-backup.ts';
import type { BackupProgress, ExchangeRoom } from './face.ts';
import { previewRestore } from './preview-restore.ts';
import { type RestoreParts, restoreBackup } from './restore-backup.ts';
import { isSealed, seal, unseal } from './sealed-backup.ts';

export type Backups = Pick<
  ExchangeRoom,
  'exportAll' | 'previewRestore' | 'importBackup' | 'onBackupProgress' | 'cancelBackup' | 'cutOffRestores'
>;

export interface BackupParts extends Omit<RestoreParts, 'hooks'> {
  /** Milliseconds since 1970. */
  clock(): number;
  /** Runs after the imports that were asked for before. */
  inTurn<T>(run: () => Promise<T>): Promise<T>;
}

/** Backups, as shells ask for them. One export or restore at a time can be watched and cancelled. */
export function createBackups(parts: BackupParts): Backups {
  const { store } = parts;
  const listeners = new Set<(progress: BackupProgress) => void>();
  let running = new AbortController();

  function hooks(what: BackupProgress['what']) {
    running = new AbortController();
    return {
      signal: running.signal,
      onProgress(done: number, total: number) {
        for (const listener of listeners) listener({ what, done, total });
      },
    };
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
    async exportAll({ passphrase } = {}) {
      const watch = hooks('export');
      const written = await writeBackup(store, parts.clock(), watch);
      if (!written.ok || passphrase === undefined || passphrase === '') return written;
      const file = await seal(written.file, passphrase);
      const again = await open(file, passphrase);
      // Encrypting takes seconds, and a Cancel in them counts as well.
      if (watch.signal.aborted) return { ok: false, refusal: { code: 'backup-cancelled', detail: {} } };
      return again.ok ? { ...written, file } : { ok: false, refusal: again.refusal };
    },
    async previewRestore(file, passphrase) {
      const opened = await open(file, passphrase);
      return opened.ok ? { ok: true, preview: await previewRestore(store, opened.backup) } : opened;
    },
    importBackup: (file, take = {}) =>
      parts.inTurn(async () => {
        const opened = await open(file, take.passphrase);
        if (opened.ok) return restoreBackup({ ...parts, hooks: hooks('restore') }, opened.backup, take);
        const nothing = { reports: 0, decisions: 0, domains: 0, refused: 0, parked: 0, damage: [] };
        return { ...nothing, refusal: opened.refusal };
      }),
    async onBackupProgress(listener) {
      listeners.add(listener);
    },
    async cancelBackup() {
      running.abort();
    },
    cutOffRestores: () => store.work.cutOff(),
  };
}
