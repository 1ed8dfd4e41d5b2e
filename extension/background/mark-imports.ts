/** Imports that marks started, so that a mark can take its own back. Kept for as long as the browser runs. */
import { readSession, writeSession } from '../platform/local-storage.ts';

const KEY = 'mark-imports';
const MAX_KEPT = 100;

/** Imports by page and file, the oldest first. */
type Kept = [key: string, importId: string][];

/** Remembers that this page's file was stored by this import. */
export async function keepImport(owner: string, hash: string, importId: string): Promise<void> {
  const key = `${owner} ${hash}`;
  const others = (await readSession<Kept>(KEY, [])).filter(([it]) => it !== key);
  await writeSession(KEY, [...others, [key, importId]].slice(-MAX_KEPT));
}

/** The import that stored this page's file; empty where none is known. */
export async function importOf(owner: string, hash: string): Promise<string> {
  const kept = await readSession<Kept>(KEY, []);
  return kept.find(([it]) => it === `${owner} ${hash}`)?.[1] ?? '';
}

export async function forgetImport(owner: string, hash: string): Promise<void> {
  const kept = await readSession<Kept>(KEY, []);
  await writeSession(
    KEY,
    kept.filter(([it]) => it !== `${owner} ${hash}`),
  );
}
