import type { InputFile } from '../../core/model/input.ts';
import type { Intake, TakeFiles } from '../platform/intake.ts';
import { go, href } from '../state/router.ts';
import { SHARE_CACHE, SHARE_NAME_HEADER } from '../state/share-cache.ts';
import { sharedFiles } from '../state/shared-files.ts';

/** Files shared to the installed app by the system (Web Share Target API). */
export const shareTarget: Intake = {
  id: 'share-target',
  shells: ['web'],
  available: () => 'caches' in window,
  start: askAboutShared,
};

/**
 * The service worker has laid shared files into a cache. They stay there until the user says what becomes of them: a page
 * cannot be told with certainty from the system's menu, so that nothing is imported unasked.
 */
async function askAboutShared(take: TakeFiles): Promise<void> {
  if (!('caches' in window) || !(await caches.has(SHARE_CACHE))) return;
  const cache = await caches.open(SHARE_CACHE);
  const files: InputFile[] = [];
  const kept = await cache.keys();
  for (const request of kept) {
    const response = await cache.match(request);
    if (response) files.push({ name: nameOf(response), blob: await response.blob() });
  }
  if (files.length === 0) return;
  const forget = async () => {
    sharedFiles.value = null;
    for (const request of kept) await cache.delete(request);
  };
  sharedFiles.value = {
    files,
    discard: forget,
    async accept() {
      await forget();
      take(files);
    },
  };
  go(href('import'), { replace: true });
}

function nameOf(response: Response): string {
  return decodeURIComponent(response.headers.get(SHARE_NAME_HEADER) ?? 'shared');
}
