import type { TakeFiles } from '../platform/platform.ts';
import { go, href } from '../state/router.ts';
import { SHARE_CACHE, SHARE_NAME_HEADER } from './share-cache.ts';

/** Files shared to the installed app: the service worker has laid them into a cache, from which they are taken. */
export async function intakeFromShareTarget(take: TakeFiles): Promise<void> {
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
