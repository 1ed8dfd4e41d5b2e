import { useCallback, useEffect, useState } from 'preact/hooks';
import type { OwnMessage } from '../messages/own-protocol.ts';
import { ask } from '../popup/ask.ts';
import type { AppRow } from './app-links.ts';

/** Looked at again while a page shows it: the app may ask meanwhile. */
const LOOK_AGAIN_MS = 1_500;

/** Addresses of the app with their states, and what changes them. */
export function useApps(): { apps: AppRow[]; change: (message: OwnMessage) => Promise<unknown> } {
  const [apps, setApps] = useState<AppRow[]>([]);
  const refresh = useCallback(async () => setApps((await ask<AppRow[]>({ type: 'apps' })) ?? []), []);
  useEffect(() => {
    void refresh();
    const timer = setInterval(() => void refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [refresh]);
  return {
    apps,
    async change(message) {
      const answer = await ask(message);
      await refresh();
      return answer;
    },
  };
}
