/** Messages of content scripts to the background. */
import type { FileAnswer, PageMessage } from '../messages/protocol.ts';
import { api } from './api.ts';

/** Undefined where the extension was removed, switched off or updated in the meantime. */
export async function sendFromPage(message: PageMessage): Promise<FileAnswer | undefined> {
  try {
    return await api.runtime.sendMessage(message);
  } catch {
    return undefined;
  }
}

export function isExtensionAlive(): boolean {
  try {
    return api.runtime?.id !== undefined;
  } catch {
    return false;
  }
}
