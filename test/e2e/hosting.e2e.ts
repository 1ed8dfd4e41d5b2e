/** The built app served by the web servers of docs/recipes/hosting.md, with its snippets as they stand there. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshContext, startBrowser } from '../support/app-browser.ts';
import { buildApp } from '../support/app-build.ts';
import { type HostingServer, hostingServers, startHosting } from '../support/hosting-servers.ts';
import { APP_HEADERS, HASHED_CACHE_CONTROL } from '../tools/app-headers.mjs';

describe.each(hostingServers)('%s', (name) => {
  let app: string;
  let server: HostingServer;
  beforeAll(async () => {
    app = buildApp();
    server = await startHosting(name, app);
  }, 120_000);
  afterAll(async () => await server?.stop());

  test.each(['', 'sw.js', 'index.html', 'tools/rualens/', 'tools/rualens/sw.js', 'nothing-here'])(
    'sends all headers with "%s", which is asked for again each time',
    async (path) => {
      const { headers } = await fetch(server.url + path);
      for (const [header, value] of Object.entries(APP_HEADERS))
        expect(headers.get(header), header).toBe(value);
    },
  );

  test('keeps what has a hash in its name, and names the types that browsers insist on', async () => {
    const script = readdirSync(join(app, 'assets')).find((file) => file.endsWith('.js'));
    for (const folder of ['', 'tools/rualens/']) {
      const { headers } = await fetch(`${server.url}${folder}assets/${script}`);
      expect(headers.get('cache-control')).toBe(HASHED_CACHE_CONTROL);
      expect(headers.get('content-type')).toMatch(/javascript/);
      expect(headers.get('content-security-policy')).toBe(APP_HEADERS['content-security-policy']);
      const manifest = await fetch(`${server.url}${folder}manifest.webmanifest`);
      expect(manifest.headers.get('content-type')).toBe('application/manifest+json');
    }
  });
});

test('below a path the app works, offline too', async () => {
  const server = await startHosting('nginx', buildApp());
  const browser = await startBrowser();
  try {
    const { context, page, faults } = await freshContext(browser);
    await page.goto(`${server.url}tools/rualens/`);
    await page.getByRole('button', { name: 'Try with sample data' }).first().click();
    await page.getByText('oakline.example').first().waitFor();
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await server.stop();
    await page.reload();
    await page.getByText('oakline.example').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/tools/rualens/');
    expect(faults).toEqual([]);
    await context.close();
  } finally {
    await browser.close();
    await server.stop();
  }
});
