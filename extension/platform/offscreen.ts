/** The one hidden page that Chromium gives a background. */
import { api } from './api.ts';

/** Opens the page anew, and gives it a port. */
export async function openOffscreen(page: string, port: MessagePort): Promise<void> {
  // one that is left of a background that was ended
  await closeOffscreen();
  await api.offscreen.createDocument({
    url: page,
    reasons: [api.offscreen.Reason.WORKERS],
    justification: 'Reads report files in a worker that can be ended where a file hangs.',
  });
  const { clients } = globalThis as unknown as { clients: OwnPages };
  const url = api.runtime.getURL(page);
  const found = (await clients.matchAll({ includeUncontrolled: true })).find((it) => it.url === url);
  if (!found) throw new Error('The page for reading did not open.');
  found.postMessage(null, [port]);
}

export async function closeOffscreen(): Promise<void> {
  const open = await api.runtime.getContexts({
    contextTypes: [api.runtime.ContextType.OFFSCREEN_DOCUMENT],
  });
  if (open.length > 0) await api.offscreen.closeDocument();
}

/** Pages of the extension as its service worker sees them; TypeScript knows these in another library. */
interface OwnPages {
  matchAll(options: {
    includeUncontrolled: boolean;
  }): Promise<{ url: string; postMessage(message: unknown, transfer: Transferable[]): void }[]>;
}
