/** The background's end of messages. */
import { api } from './api.ts';

/** Who sent a message, as the browser says. */
export interface Sender {
  /** The extension's own page, or a content script. */
  own: boolean;
  tabId: number | null;
  /** The tab's own page, not a frame in it. */
  top: boolean;
  frameId: number;
  /** Address of the frame; empty where unknown. */
  url: string;
}

/** Calls `answer` for each message; undefined answers nothing. Must run while the background starts. */
export function onMessage(answer: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  api.runtime.onMessage.addListener((message, sender, respond) => {
    if (sender.id !== api.runtime.id) return false;
    const url = sender.url ?? '';
    const own = url.startsWith(api.runtime.getURL(''));
    const { frameId = 0 } = sender;
    const tabId = sender.tab?.id ?? null;
    const result = answer(message, { own, tabId, top: sender.frameId === 0, frameId, url });
    if (!result) return false;
    // a rejected promise is a bug; the sender must not wait for ever because of it
    result.then(respond, () => respond({ outcome: 'failed', code: 'internal' }));
    return true;
  });
}

/** Sends to the background from one of the extension's own pages. */
export async function sendToBackground(message: unknown): Promise<unknown> {
  return await api.runtime.sendMessage(message);
}
