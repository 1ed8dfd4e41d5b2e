/** Files of the standing backup in a folder of the user's: written whole or not at all, read back, the last few kept. */

/** Backups kept; older ones of this device are deleted. */
export const KEPT_BACKUPS = 7;

/** Bytes compared at once when a file is read back. */
const COMPARED = 4 * 1024 * 1024;

const DAILY = /^rualens-daily-\d{4}-\d{2}-\d{2}-/;

/** Handles iterate; TypeScript's DOM does not know it yet. */
type Listing = FileSystemDirectoryHandle & { keys(): AsyncIterable<string> };

/** @param device a few letters, so that several devices can share a folder and none deletes another's files */
export function backupName(device: string, day: string): string {
  return `rualens-daily-${day}-${device}.rualens`;
}

/** Writes a backup. Throws where it could not be written, or does not read back as it was written. */
export async function writeBackupFile(
  folder: FileSystemDirectoryHandle,
  name: string,
  backup: Blob,
): Promise<void> {
  const handle = await folder.getFileHandle(name, { create: true });
  // The browser writes beside the file, and puts it in its place when it is closed.
  const stream = await handle.createWritable();
  try {
    await stream.write(backup);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => undefined);
    const left = await handle.getFile().catch(() => null);
    if (left?.size === 0) await folder.removeEntry(name).catch(() => undefined);
    throw error;
  }
  if (!(await isSame(await handle.getFile(), backup))) {
    throw new Error(`${name} does not read back as it was written`);
  }
}

/**
 * Deletes this device's backups but the last few. Returns how many are left.
 *
 * @param today of this day is the last one; those of later days were written before it, while the clock was wrong
 */
export async function dropOldBackups(
  folder: FileSystemDirectoryHandle,
  device: string,
  today: string,
): Promise<number> {
  const own: string[] = [];
  for await (const name of (folder as Listing).keys()) {
    if (DAILY.test(name) && name.endsWith(`-${device}.rualens`)) own.push(name);
  }
  const last = backupName(device, today);
  own.sort((a, b) => Number(a <= last) - Number(b <= last) || (a < b ? -1 : 1));
  for (const name of own.slice(0, -KEPT_BACKUPS)) await folder.removeEntry(name);
  return Math.min(own.length, KEPT_BACKUPS);
}

async function isSame(a: Blob, b: Blob): Promise<boolean> {
  if (a.size !== b.size) return false;
  for (let at = 0; at < a.size; at += COMPARED) {
    const [one, two] = await Promise.all(
      [a, b].map(async (it) => new Uint8Array(await it.slice(at, at + COMPARED).arrayBuffer())),
    );
    if (one!.some((byte, i) => byte !== two![i])) return false;
  }
  return true;
}
