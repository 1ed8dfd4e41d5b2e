/** `npm run package`: builds the extension for both browsers and writes each as a zip file to dist/. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Zippable, zipSync } from 'fflate';

const root = join(import.meta.dirname, '..', '..');
/** The oldest time a zip file can say: equal files give equal packages. */
const TIME = new Date(1980, 0, 1);

export function packageExtension(browser: 'chrome' | 'firefox'): { path: string; bytes: number } {
  execFileSync(
    process.execPath,
    [
      join(root, 'node_modules/vite/bin/vite.js'),
      'build',
      '--mode',
      browser === 'chrome' ? 'extension' : 'firefox',
      '--logLevel',
      'error',
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const folder = join(root, 'dist', browser);
  const files: Zippable = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile())
      files[relative(folder, path)] = [readFileSync(path), { level: 9, mtime: TIME }];
  }
  const zip = zipSync(files);
  const path = join(root, 'dist', `rualens-${browser}.zip`);
  writeFileSync(path, zip);
  return { path, bytes: zip.length };
}

if (process.argv[1] === import.meta.filename)
  for (const browser of ['chrome', 'firefox'] as const) {
    const { path, bytes } = packageExtension(browser);
    process.stdout.write(`${relative(root, path)} ${(bytes / 1024).toFixed(0)} KB\n`);
  }
