import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/rualens-app');

/** What the built app is made of; a change in any of it makes a new build. */
const SOURCES = ['core', 'pwa', 'vite.config.ts', 'package-lock.json'];

/** Older builds kept: the current one, and one of another version for the update test. */
const KEPT = 4;

/**
 * Builds the app once for each state of its sources and gives the folder. `version` goes into the build, so that
 * two versions differ in their files as real ones do.
 */
export function buildApp(version = '0.0.0-test'): string {
  const folder = join(CACHE, `${hashOf(SOURCES)}-${version}-production`);
  if (existsSync(join(folder, 'index.html'))) return folder;
  const fresh = `${folder}.${process.pid}`;
  const done = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/vite/bin/vite.js'),
      'build',
      '--mode',
      'pwa',
      '--outDir',
      fresh,
      '--logLevel',
      'warn',
    ],
    {
      cwd: ROOT,
      encoding: 'utf8',
      // Test runners set NODE_ENV; only a build for production registers the service worker.
      env: { ...process.env, NODE_ENV: 'production', RUALENS_VERSION: version },
    },
  );
  if (done.status !== 0) throw new Error(`The app could not be built:\n${done.stdout}${done.stderr}`);
  if (existsSync(folder)) rmSync(fresh, { recursive: true });
  else renameSync(fresh, folder);
  const newestFirst = readdirSync(CACHE)
    .map((name) => join(CACHE, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of newestFirst.slice(KEPT)) rmSync(old, { recursive: true, force: true });
  return folder;
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  const walk = (path: string) => {
    const entries = readdirSync(join(ROOT, path), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.isDirectory()) walk(join(path, entry.name));
      else add(join(path, entry.name));
    }
  };
  const add = (path: string) => hash.update(`${path}\0`).update(readFileSync(join(ROOT, path)));
  for (const path of paths) {
    if (/\.\w+$/.test(path)) add(path);
    else walk(path);
  }
  return hash.digest('hex').slice(0, 16);
}
