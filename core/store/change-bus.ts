import type { StoreChange } from './store.ts';

/** The part of BroadcastChannel that is used. */
export interface Channel {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  close(): void;
}

export interface ChangeBus {
  emit(change: StoreChange): void;
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}

/** Tells listeners of this page and, through the channel, of the other pages of the same origin. */
export function createChangeBus(channel: Channel | null): ChangeBus {
  const listeners = new Set<(change: StoreChange) => void>();
  const tell = (change: StoreChange) => {
    for (const listener of [...listeners]) listener(change);
  };
  if (channel) channel.onmessage = (event) => tell(event.data as StoreChange);
  let open = true;
  return {
    emit(change) {
      if (!open) return;
      tell(change);
      channel?.postMessage(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      open = false;
      listeners.clear();
      channel?.close();
    },
  };
}
