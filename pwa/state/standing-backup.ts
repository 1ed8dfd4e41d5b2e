/** A backup a day into a folder that the user chose, as long as the app is open now and then. */
import { signal } from '@preact/signals';
import type { Refusal, UnixSeconds } from '../../core/model/report.ts';
import { backupName, dropOldBackups, writeBackupFile } from './backup-folder.ts';
import { getEngine } from './engine.ts';
import { forgetKept, keep, readKept } from './kept-handles.ts';

/** How old the last one is when the next is written, and how often that is looked at. */
const EVERY_SECONDS = 86_400;
const LOOK_EVERY_MS = 60 * 60 * 1000;
/** The screen that was opened comes first. */
const LOOK_AFTER_MS = 30_000;
const KEY = 'backup';
const LOCK = 'rualens-standing-backup';

interface Memory {
  handle: FileSystemDirectoryHandle;
  device: string;
  /** When the last one was written; 0 for never. */
  last: UnixSeconds;
  /** Change number of the last one: what did not change since is not written again. */
  mark: number;
  kept: number;
}

/** Permissions of a handle; TypeScript's DOM does not know them yet. */
interface AskingHandle extends FileSystemDirectoryHandle {
  queryPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'readwrite' }): Promise<PermissionState>;
}

/** `ask`: the browser wants the user to allow it again. `problem`: why the last one was not written. */
export type StandingBackup =
  | { state: 'unsupported' | 'none' }
  | {
      state: 'ask' | 'ready' | 'working';
      name: string;
      last: UnixSeconds;
      kept: number;
      problem: Refusal | Error | null;
    };

export const standingBackup = signal<StandingBackup>({ state: 'none' });

/** Firefox and Safari cannot write into a folder of the user's. */
const canWrite = (): boolean => 'showDirectoryPicker' in window;

/** Looks when the app opens and every hour whether a backup is to be written. */
export function startStandingBackup(): void {
  void showState();
  setTimeout(() => void backUpIfDue(), LOOK_AFTER_MS);
  setInterval(() => void backUpIfDue(), LOOK_EVERY_MS);
}

/** Lets the user choose the folder, and writes the first one; false where the choice was left. Needs a click. */
export async function chooseBackupFolder(): Promise<boolean> {
  const pick = (window as { showDirectoryPicker?: (o: object) => Promise<FileSystemDirectoryHandle> })
    .showDirectoryPicker;
  try {
    const handle = await pick?.({ id: 'backups', mode: 'readwrite' });
    if (!handle) return false;
    const device = crypto.randomUUID().slice(0, 4);
    await keep(KEY, { handle, device, last: 0, mark: -1, kept: 0 } satisfies Memory);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
  await backUpNow();
  return true;
}

/** Asks for the permission again; needs a click. */
export async function allowBackupFolder(): Promise<void> {
  const handle = (await readKept<Memory>(KEY))?.handle as AskingHandle | undefined;
  const answer = await handle?.requestPermission?.({ mode: 'readwrite' });
  if (answer === 'granted') await backUpIfDue();
  else await showState();
}

/** Writes no more; what was written stays. */
export async function stopStandingBackup(): Promise<void> {
  await forgetKept(KEY);
  await showState();
}

/** Writes one if the last one is a day old and something changed since. */
export async function backUpIfDue(now: UnixSeconds = seconds()): Promise<void> {
  await inOneTab(async () => {
    const memory = await allowed();
    // A last one in the future was written while the clock was wrong.
    if (memory === null || Math.abs(now - memory.last) < EVERY_SECONDS) return;
    const { mark } = await getEngine().exchange.backupState();
    if (mark !== memory.mark) await write(memory, now);
  });
}

/** Writes one now, by a click. */
export async function backUpNow(now: UnixSeconds = seconds()): Promise<void> {
  await inOneTab(async () => {
    const memory = await allowed();
    if (memory !== null) await write(memory, now);
  });
}

async function write(memory: Memory, now: UnixSeconds): Promise<void> {
  await showState('working');
  let problem: Refusal | Error | null = null;
  try {
    const result = await getEngine().exchange.exportAll();
    if (result.ok) {
      const name = backupName(memory.device, dayOf(now));
      await writeBackupFile(memory.handle, name, result.file);
      const kept = await dropOldBackups(memory.handle, memory.device, dayOf(now));
      await keep(KEY, { ...memory, last: now, mark: result.mark, kept } satisfies Memory);
      await getEngine().exchange.noteBackup(result.mark);
    } else problem = result.refusal;
  } catch (error) {
    problem = error instanceof Error ? error : new Error(String(error));
  }
  await showState('ready', problem);
}

/** The memory, where there is a folder into which may be written. */
async function allowed(): Promise<Memory | null> {
  await showState();
  return standingBackup.peek().state === 'ready' ? readKept<Memory>(KEY) : null;
}

async function showState(
  state: 'ready' | 'working' = 'ready',
  problem: Refusal | Error | null = null,
): Promise<void> {
  if (!canWrite()) {
    standingBackup.value = { state: 'unsupported' };
    return;
  }
  const memory = await readKept<Memory>(KEY);
  if (memory === null) {
    standingBackup.value = { state: 'none' };
    return;
  }
  const { handle, last, kept } = memory;
  const permission = await (handle as AskingHandle).queryPermission?.({ mode: 'readwrite' });
  const known = permission === 'granted' ? state : 'ask';
  standingBackup.value = { state: known, name: handle.name, last, kept, problem };
}

/** Of several tabs one writes; another one's is enough. */
async function inOneTab(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
  });
}

const dayOf = (time: UnixSeconds): string => new Date(time * 1000).toISOString().slice(0, 10);
const seconds = (): UnixSeconds => Math.floor(Date.now() / 1000);
