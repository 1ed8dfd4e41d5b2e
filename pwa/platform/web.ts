import { signal } from '@preact/signals';
import { Workbox } from 'workbox-window';
import { APP_VERSION } from '../state/version.ts';
import type { AppPlatform } from './platform.ts';

/** The installed web app, or the same in a tab. */
export function webPlatform(): AppPlatform {
  return {
    kind: 'web',
    version: APP_VERSION,
    update: startServiceWorker(),
    besideExtension: true,
  };
}

/** How often a page that stays open asks whether there is a newer version. */
const ASK_AGAIN_MS = 60 * 60 * 1000;

/**
 * Registers the service worker, which keeps the app for use without a network. A newer version waits until the
 * user asks for it: swapping code under an open import would lose it.
 */
function startServiceWorker(): AppPlatform['update'] {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return null;
  const waiting = signal(false);
  const workbox = new Workbox('./sw.js', { scope: './' });
  workbox.addEventListener('waiting', () => {
    waiting.value = true;
  });
  workbox.addEventListener('controlling', (event) => {
    if (event.isUpdate) location.reload();
  });
  void workbox.register().then(async (registration) => {
    // A version that was found while the app was closed has been waiting since.
    if (registration?.waiting && navigator.serviceWorker.controller) waiting.value = true;
    setInterval(() => void registration?.update().catch(() => undefined), ASK_AGAIN_MS);
  });
  return { waiting, apply: () => workbox.messageSkipWaiting() };
}
