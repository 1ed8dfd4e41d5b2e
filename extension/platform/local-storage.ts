/** Small settings of the extension itself. Closed to content scripts. */
import { api } from './api.ts';

export async function readLocal<Value>(key: string, fallback: Value): Promise<Value> {
  return ((await api.storage.local.get(key))[key] as Value | undefined) ?? fallback;
}

export async function writeLocal(key: string, value: unknown): Promise<void> {
  await api.storage.local.set({ [key]: value });
}

/** What is kept until the browser is closed, longer than the background lives. */
export async function readSession<Value>(key: string, fallback: Value): Promise<Value> {
  return ((await api.storage.session.get(key))[key] as Value | undefined) ?? fallback;
}

export async function writeSession(key: string, value: unknown): Promise<void> {
  await api.storage.session.set({ [key]: value });
}

/** Where the browser can, keeps storage from content scripts: they have no business in it. */
export async function closeToContentScripts(): Promise<void> {
  try {
    await api.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
    await api.storage.session?.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
  } catch {
    // Firefox has no access levels; nothing in there is secret
  }
}
