import { mountApp } from '../../../pwa/app.tsx';
import { createFakeEngine } from '../fake-engine.ts';

/** The app over the fake engine, to look at screens without a store: `?empty`, `?asked` (a resolver is chosen). */
const query = new URLSearchParams(location.search);
const root = document.getElementById('app');
if (root) {
  mountApp(root, {
    kind: 'web',
    version: 'fake',
    update: null,
    engine: createFakeEngine({
      empty: query.has('empty'),
      settings: query.has('asked')
        ? {
            resolvers: [
              { id: 'cloudflare', name: 'Cloudflare', url: 'https://cloudflare-dns.com/dns-query' },
            ],
          }
        : {},
    }),
  });
}
