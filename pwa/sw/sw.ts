/// <reference lib="webworker" />
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { keepShared } from './keep-shared.ts';

declare const self: ServiceWorkerGlobalScope;

// Everything the app is made of is there after the first visit, for a cold start without a network.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('index.html')));

// Files shared to the installed app are laid down; the app takes them when it opens.
registerRoute(
  ({ url }) => url.pathname.endsWith('/share'),
  ({ request }) => keepShared(request),
  'POST',
);

// A new version takes over only when the user asks for it.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first version serves the page that installed it, so that this page works offline without a reload.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
