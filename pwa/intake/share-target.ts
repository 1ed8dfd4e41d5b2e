import type { Intake, TakeFiles } from '../platform/intake.ts';
import { go, href } from '../state/router.ts';
import { SHARE_CACHE, SHARE_NAME_HEADER } from '../state/share-cache.ts';

/** Files shared to the installed app by the system (Web Share Target API). */
export const shareTarget: Intake = {
  id: 'share-target',
  shells: ['web'],
  available: () => 'caches' in window,
  start: takeShared,
};

/** The service worker has laid shared files into a cache, from which they are taken. */
async function takeShared(take: TakeFiles): Promise<void> {
  if (!('caches' in window) || !(await caches.has(SHARE_CACHE))) return;
  const cache = await caches.open(SHARE_CACHE);
  const files = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get(SHARE_NAME_HEADER) ?? 'shared');
    files.push({ name, blob: await response.blob() });
    await cache.delete(request);
  }
  if (files.length === 0) return;
  go(href('import'), { replace: true });
  take(files);
}
