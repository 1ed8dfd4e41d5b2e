/** The bridge script's messages to and from the background. */
import type { BridgeAsk } from '../../core/engine/exchange/bridge-protocol.ts';
import { api } from './api.ts';

/** Rejects where the extension was removed, switched off or updated. Null: no word for this page. */
export async function sendBridge(ask: BridgeAsk): Promise<unknown> {
  return await api.runtime.sendMessage({ type: 'bridge', ask });
}

/** Calls back when the background says that something changed. */
export function onBackgroundNotice(changed: () => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: chrome.runtime.MessageSender) => {
    if (sender.id !== api.runtime.id || sender.tab !== undefined) return;
    if ((message as { type?: unknown } | null)?.type === 'bridge-changed') changed();
  };
  api.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    try {
      api.runtime.onMessage.removeListener(listener);
    } catch {
      // the extension is gone, and its listeners with it
    }
  });
}
