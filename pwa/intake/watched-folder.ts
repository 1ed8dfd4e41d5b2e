import type { InputFile } from '../../core/model/input.ts';
import type { Intake, TakeFiles } from '../platform/intake.ts';
import { MAX_DEPTH, MAX_FILES } from '../state/folder-limits.ts';
import { type FolderMemory, forgetFolder, readMemory, writeMemory } from '../state/folder-memory.ts';

/** Handles iterate and tell their permission; TypeScript's DOM does not know the latter yet. */
interface AskingHandle extends FileSystemDirectoryHandle {
  queryPermission?(options: { mode: 'read' }): Promise<PermissionState>;
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/** What the app knows of the watched folder. `ask`: the browser wants the user to allow it again. */
export type WatchedFolder =
  | { state: 'unsupported' }
  | { state: 'none' }
  | { state: 'ask' | 'ready'; name: string; checked: number };

/** How often an open app looks through the folder. */
const LOOK_EVERY_MS = 15 * 60_000;

/** A folder chosen once, looked through when the app opens, every 15 minutes while it is open, and on demand. */
export const watchedFolder: Intake = {
  id: 'watched-folder',
  shells: ['web', 'extension'],
  available: canWatch,
  async start(take) {
    setInterval(() => void checkFolder(take), LOOK_EVERY_MS);
    await checkFolder(take);
  },
};

/** Takes new files of the watched folder; false where there are none or where the browser must ask again. */
export async function checkFolder(take: TakeFiles): Promise<boolean> {
  if ((await folderState()).state !== 'ready') return false;
  const { files, done } = await newFiles();
  if (files.length === 0) {
    await done();
    return false;
  }
  take(files, async (summary) => {
    if (summary.state === 'done') await done();
  });
  return true;
}

/** Whether this browser can hold on to a folder (Chromium; Firefox and Safari cannot). */
function canWatch(): boolean {
  return 'showDirectoryPicker' in window;
}

/** The watched folder's state; asks the user nothing. */
export async function folderState(): Promise<WatchedFolder> {
  if (!canWatch()) return { state: 'unsupported' };
  const memory = await readMemory();
  if (!memory) return { state: 'none' };
  const allowed = await (memory.handle as AskingHandle).queryPermission?.({ mode: 'read' });
  return {
    state: allowed === 'granted' ? 'ready' : 'ask',
    name: memory.handle.name,
    checked: memory.checked,
  };
}

/** Lets the user choose the folder to watch; false where the choice was left. Needs a click. */
export async function chooseFolder(): Promise<boolean> {
  const pick = (window as { showDirectoryPicker?: (o: object) => Promise<FileSystemDirectoryHandle> })
    .showDirectoryPicker;
  try {
    const handle = await pick?.({ id: 'reports', mode: 'read' });
    if (!handle) return false;
    await writeMemory({ handle, seen: [], checked: 0 });
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
}

/** Asks for the permission again; needs a click. */
export async function allowFolder(): Promise<boolean> {
  const memory = await readMemory();
  const handle = memory?.handle as AskingHandle | undefined;
  return (await handle?.requestPermission?.({ mode: 'read' })) === 'granted';
}

/** Stops watching; what was imported stays. */
export async function stopWatching(): Promise<void> {
  await forgetFolder();
}

/**
 * Files that are new or changed since the last look, by path, size and time. They count as seen only when
 * `done` is called, so that an import that was cut off is offered again.
 */
async function newFiles(): Promise<{ files: InputFile[]; done: () => Promise<void> }> {
  const memory = await readMemory();
  if (!memory) return { files: [], done: async () => undefined };
  const before = new Set(memory.seen);
  const seen: string[] = [];
  const files: InputFile[] = [];
  await walk(memory.handle, memory.handle.name, 0, (path, file) => {
    const mark = `${path}|${file.size}|${file.lastModified}`;
    seen.push(mark);
    if (!before.has(mark)) files.push({ name: path, blob: file });
  });
  const next: FolderMemory = { handle: memory.handle, seen, checked: Math.floor(Date.now() / 1000) };
  return { files, done: () => writeMemory(next) };
}

async function walk(
  folder: FileSystemDirectoryHandle,
  path: string,
  depth: number,
  take: (path: string, file: File) => void,
  count = { files: 0 },
): Promise<void> {
  if (depth > MAX_DEPTH) return;
  for await (const [name, handle] of (
    folder as unknown as { entries(): AsyncIterable<[string, FileSystemHandle]> }
  ).entries()) {
    if (count.files >= MAX_FILES) return;
    if (handle.kind === 'file') {
      count.files++;
      take(`${path}/${name}`, await (handle as FileSystemFileHandle).getFile());
    } else {
      await walk(handle as FileSystemDirectoryHandle, `${path}/${name}`, depth + 1, take, count);
    }
  }
}
