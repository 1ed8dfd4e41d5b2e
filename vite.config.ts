import { resolve } from 'node:path';
import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

import packageFile from './package.json' with { type: 'json' };

const here = import.meta.dirname;

/** `--mode pwa` and `--mode extension` build the two shells; without a mode this is the test set-up. */
export default defineConfig(async ({ mode }): Promise<ViteUserConfig> => {
  if (mode === 'pwa') return await pwa();
  if (mode === 'extension' || mode === 'firefox')
    return await extension(mode === 'firefox' ? 'firefox' : 'chrome');
  return tests();
});

async function pwa(): Promise<ViteUserConfig> {
  const { VitePWA } = await import('vite-plugin-pwa');
  const { webManifest } = await import('./pwa/web-manifest.ts');
  const { IP_TABLE_FILE, ipTablePlugin } = await import('./pwa/build/ip-table-plugin.ts');
  return {
    root: resolve(here, 'pwa'),
    base: './',
    define: { __APP_VERSION__: JSON.stringify(process.env.RUALENS_VERSION ?? packageFile.version) },
    build: { outDir: resolve(here, 'dist/pwa'), emptyOutDir: true, target: 'es2023' },
    worker: { format: 'es' },
    plugins: [
      preact(),
      ipTablePlugin(),
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'sw',
        filename: 'sw.ts',
        injectRegister: false,
        registerType: 'prompt',
        manifest: webManifest,
        injectManifest: {
          globPatterns: ['**/*.{js,css,html,svg,png,bin,json,webmanifest}'],
          globIgnores: [IP_TABLE_FILE],
        },
      }),
    ],
  };
}

async function extension(browser: 'chrome' | 'firefox'): Promise<ViteUserConfig> {
  const { crx } = await import('@crxjs/vite-plugin');
  const { closedPackage } = await import('./extension/build/closed-package.ts');
  const { marksSheet } = await import('./extension/build/marks-sheet.ts');
  const { staticImports } = await import('./extension/build/static-imports.ts');
  const { manifest } = await import('./extension/manifest.ts');
  const { ipTablePlugin } = await import('./pwa/build/ip-table-plugin.ts');
  const root = resolve(here, 'extension');
  return {
    root,
    base: './',
    publicDir: false,
    build: {
      outDir: resolve(here, `dist/${browser}`),
      emptyOutDir: true,
      target: 'es2023',
      modulePreload: false,
      // the manifest names the other pages
      rollupOptions: {
        input: ['app.html', ...(browser === 'chrome' ? ['offscreen.html'] : [])].map((it) =>
          resolve(root, it),
        ),
        // No hashes: they come from where the sources lie too, and the same sources are to give the same package anywhere.
        output: {
          chunkFileNames: 'assets/[name].js',
          entryFileNames: 'assets/[name].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
    worker: { format: 'es' },
    plugins: [
      preact(),
      ipTablePlugin(),
      staticImports(resolve(root, 'background/service-worker.ts')),
      crx({ manifest: manifest(browser), browser }),
      closedPackage(root),
      marksSheet(root),
    ],
  };
}

function tests(): ViteUserConfig {
  // a new one each: vitest writes the project's name into it
  const inChromium = () => ({
    enabled: true,
    headless: true,
    provider: playwright({
      launchOptions: { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] },
    }),
    instances: [{ browser: 'chromium' as const }],
  });
  return {
    plugins: [preact()],
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            // Loading the sources anew for each file takes longer than the tests; they share no state but the process.
            isolate: false,
            // Properties over random input take seconds on a busy machine; a hang still ends.
            testTimeout: 60_000,
            include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
            exclude: ['test/**/*.browser.test.*', 'test/**/*.slow.test.ts'],
            setupFiles: ['fake-indexeddb/auto'],
          },
        },
        {
          extends: true,
          // Unit tests that take seconds each: the whole corpus, big tables, bombs. `npm run check` leaves them out.
          test: {
            name: 'slow',
            environment: 'node',
            testTimeout: 120_000,
            include: ['test/**/*.slow.test.ts'],
            setupFiles: ['fake-indexeddb/auto'],
          },
        },
        {
          extends: true,
          // Found on the way they would reload the page in the middle of a test.
          optimizeDeps: {
            include: [
              '@dnsquery/dns-packet',
              '@noble/ciphers/chacha.js',
              '@noble/hashes/hkdf.js',
              '@preact/signals',
              '@tanstack/virtual-core',
              'age-encryption',
              'aws4fetch',
              'comlink',
              'lucide-preact',
              'preact',
              'preact/hooks',
              'preact/jsx-dev-runtime',
              'tldts',
              'uplot',
            ],
          },
          test: {
            name: 'browser',
            include: ['test/**/*.browser.test.ts', 'test/**/*.browser.test.tsx'],
            exclude: ['test/**/*.quota.browser.test.ts'],
            browser: inChromium(),
          },
        },
        {
          extends: true,
          // Tests that lower the browser's quota, which all tests of its origin share.
          test: {
            name: 'quota',
            include: ['test/**/*.quota.browser.test.ts'],
            browser: inChromium(),
          },
        },
        {
          extends: true,
          test: {
            name: 'e2e',
            environment: 'node',
            include: ['test/e2e/**/*.e2e.ts'],
            // Real servers and browsers: a busy machine is slow, not wrong; a hang still ends.
            testTimeout: 180_000,
            hookTimeout: 300_000,
            // Until several whole runs have passed without it: clocks of servers and a busy machine.
            retry: 1,
          },
        },
      ],
    },
  };
}
