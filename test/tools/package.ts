/** `npm run package`: builds the extension for both browsers and writes each as a zip file to dist/. */
import { execFileSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { zipFolder } from './zip-folder.ts';

const root = join(import.meta.dirname, '..', '..');

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
  const path = join(root, 'dist', `rualens-${browser}.zip`);
  return { path, bytes: zipFolder(join(root, 'dist', browser), path) };
}

if (process.argv[1] === import.meta.filename)
  for (const browser of ['chrome', 'firefox'] as const) {
    const { path, bytes } = packageExtension(browser);
    process.stdout.write(`${relative(root, path)} ${(bytes / 1024).toFixed(0)} KB\n`);
  }
