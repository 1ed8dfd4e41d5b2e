/**
 * The hidden page of Chromium's background, which is a service worker and can start no worker itself. It hands on the
 * port that it gets; closing the page ends the worker, whatever that is at.
 */
import { startWorker } from './start-worker.ts';

navigator.serviceWorker.addEventListener('message', ({ ports: [port] }) => {
  if (port) startWorker(port);
});
navigator.serviceWorker.startMessages();
