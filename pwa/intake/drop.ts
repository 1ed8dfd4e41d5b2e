import type { InputFile } from '../../core/model/input.ts';
import type { Intake } from '../platform/intake.ts';
import { MAX_DEPTH, MAX_FILES } from '../state/folder-limits.ts';
import { go, href } from '../state/router.ts';

/** Files and folders dropped anywhere on the window. */
export const drop: Intake = {
  id: 'drop',
  shells: ['web', 'extension'],
  available: () => 'webkitGetAsEntry' in DataTransferItem.prototype,
  start(take) {
    addEventListener('dragover', (event) => {
      if (holdsFiles(event)) event.preventDefault();
    });
    addEventListener('drop', (event) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      go(href('import'));
      void filesOfDrop(event.dataTransfer).then((files) => take(files));
    });
  },
};

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/**
 * Files of a drop, folders followed, each with its path as the user knows it. The items of a drop die with the
 * event, so that they are taken hold of before the first wait.
 */
async function filesOfDrop(transfer: DataTransfer): Promise<InputFile[]> {
  const entries: FileSystemEntry[] = [];
  const plain: InputFile[] = [];
  for (const item of transfer.items) {
    if (item.kind !== 'file') continue;
    const entry = item.webkitGetAsEntry();
    const file = entry ? null : item.getAsFile();
    if (entry) entries.push(entry);
    else if (file) plain.push({ name: file.name, blob: file });
  }
  const found: InputFile[] = plain;
  for (const entry of entries) await walk(entry, 0, found);
  return found;
}

async function walk(entry: FileSystemEntry, depth: number, found: InputFile[]): Promise<void> {
  if (depth > MAX_DEPTH || found.length >= MAX_FILES) return;
  if (entry.isFile) {
    const file = await new Promise<File | null>((done) =>
      (entry as FileSystemFileEntry).file(done, () => done(null)),
    );
    if (file) found.push({ name: entry.fullPath.replace(/^\//, ''), blob: file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A reader hands out its entries in portions of at most 100.
    const part = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
    if (part.length === 0) return;
    for (const child of part) await walk(child, depth + 1, found);
  }
}
