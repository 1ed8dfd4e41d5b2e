/** The built packages: what the manifest opens, and in what form the scripts come. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../support/app-build.ts';
import { buildForTests } from '../support/extension-browser.ts';
import { removeFolder } from '../support/processes.ts';
import { sources } from '../support/source-tree.ts';

const MAX_CONTENT_SCRIPT_BYTES = 15_000;

interface Manifest {
  background: { service_worker?: string; scripts?: string[]; type: string };
  action: { default_popup: string };
  options_ui: { page: string };
  icons: Record<string, string>;
}

/**
 * Named, not asked, by bundled libraries: XML vocabularies (preact, uplot), pages that errors of workbox and dexie refer to, the
 * licence of aws4fetch.
 */
const NAMED_BY_LIBRARIES = ['www.w3.org', 'bit.ly', 'tinyurl.com', 'opensource.org'];

/** Stores refuse code from elsewhere, and addresses of other hosts that nothing asks for: each in a package is one of our sources'. */
function strangeIn(folder: string): string[] {
  const ours = new Set(sources.flatMap(({ code }) => hostsIn(code)));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:js|html|css|json|webmanifest)$/.test(name))
    .flatMap((name) => {
      const code = readFileSync(join(folder, name), 'utf8');
      const remote = code.match(
        /(?:import|importScripts|Worker)\s*\(\s*["'`](?:https?:)?\/\/|\beval\(|new Function\(|src="(?:https?:)?\/\//,
      );
      const hosts = hostsIn(code).filter((host) => !ours.has(host) && !NAMED_BY_LIBRARIES.includes(host));
      return [...(remote ? [remote[0]] : []), ...hosts].map((found) => `${name}: ${found}`);
    });
}

const hostsIn = (code: string): string[] =>
  [...code.matchAll(/\b(?:https?|wss?):\/\/([\w-]+(?:\.[\w-]+)+)/g)].map(([, host = '']) => host);

test('the app asks no other host for code, and names none that its sources do not', () => {
  expect(strangeIn(buildApp())).toEqual([]);
});

describe.each(['chrome', 'firefox'] as const)('the package for %s', (browser) => {
  let folder: string;
  let manifest: Manifest;
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  beforeAll(() => {
    folder = buildForTests(browser, false);
    manifest = JSON.parse(read('manifest.json')) as Manifest;
  });
  afterAll(() => removeFolder(folder));

  test('opens no file to web pages and runs on no site by itself', () => {
    expect(manifest).not.toHaveProperty('web_accessible_resources');
    expect(manifest).not.toHaveProperty('content_scripts');
  });

  test('asks no other host for code, and names none that the sources do not', () => {
    expect(strangeIn(folder)).toEqual([]);
  });

  test.each([
    'content/main.js',
    // comes into a page only when a folder is read
    'content/mailbox-script.js',
  ])('the content script %s is one small classic file', (name) => {
    const code = read(name);
    // throws where the file holds an import or export
    expect(() => new Script(code)).not.toThrow();
    expect(code).not.toMatch(/[^.\w]import\s*\(\s*["'`]|getURL/);
    expect(gzipSync(code).length).toBeLessThan(MAX_CONTENT_SCRIPT_BYTES);
  });

  test('the background is modules that import each other statically only', () => {
    const start = manifest.background.service_worker ?? manifest.background.scripts?.[0] ?? '';
    expect(manifest.background.type).toBe('module');
    const found = new Set([join(folder, start)]);
    for (const file of found) {
      const code = readFileSync(file, 'utf8');
      expect(code, file).not.toMatch(/[^.\w]import\s*\(\s*["'`]/);
      for (const [, path = ''] of code.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g))
        found.add(join(file, '..', path));
    }
    expect(found.size).toBeGreaterThan(1);
  });

  test('all that the manifest, the app and the pages name is there', () => {
    const { icons, action, options_ui } = manifest;
    const pages = [action.default_popup, options_ui.page, 'app.html'];
    const parts = pages.flatMap((page) => {
      const names = [...read(page).matchAll(/(?:src|href)="([^"]+)"/g)].map((it) => it[1] ?? '');
      expect(names.filter((name) => name.endsWith('.js'))).toHaveLength(1);
      return names;
    });
    const names = [...Object.values(icons), ...parts, 'ip-table.bin'];
    expect(names.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  });
});
