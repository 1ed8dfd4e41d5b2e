import { forgetKept, keep, readKept } from './kept-handles.ts';

/** The watched folder, as it is remembered on this machine and in this browser. */
export interface FolderMemory {
  handle: FileSystemDirectoryHandle;
  /** `path|size|time` of files that were taken. */
  seen: string[];
  /** Unix seconds of the last look; 0 for never. */
  checked: number;
}

const KEY = 'watched';

export const readMemory = (): Promise<FolderMemory | null> => readKept<FolderMemory>(KEY);

export const writeMemory = (memory: FolderMemory): Promise<void> => keep(KEY, memory);

export const forgetFolder = (): Promise<void> => forgetKept(KEY);
