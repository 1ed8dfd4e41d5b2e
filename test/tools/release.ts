/**
 * `npm run release`: writes to dist/release what is handed out, of the commit that is checked out: the app, the extension for each browser, the
 * sources, a list of the packages in them (CycloneDX), the notes and SHA256SUMS. The builds are made from the archive of the sources in a
 * folder of its own, so what is not committed is in none of them, and whoever has the archive can make the same bytes.
 * With `--check` all is made twice, in different folders, and the two are compared.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import packageFile from '../../package.json' with { type: 'json' };
import { releaseNotes } from './release-notes.ts';
import { billOfMaterials } from './sbom.ts';
import { zipFolder } from './zip-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const { version } = packageFile;
const BUILDS = [
  { mode: 'pwa', folder: 'pwa', name: 'app' },
  { mode: 'extension', folder: 'chrome', name: 'chrome' },
  { mode: 'firefox', folder: 'firefox', name: 'firefox' },
] as const;

const { values } = parseArgs({ options: { check: { type: 'boolean' } } });
const changed = git('status', '--porcelain', '--untracked-files=no').toString().trim();
if (changed !== '') console.error(`Not in the release, since it is not committed:\n${changed}`);

const target = join(root, 'dist/release');
rmSync(target, { recursive: true, force: true });
makeRelease(target);
process.stdout.write(readFileSync(join(target, 'SHA256SUMS')));
if (values.check) process.exitCode = sameAgain() ? 0 : 1;

function makeRelease(into: string): void {
  mkdirSync(into, { recursive: true });
  const sources = join(into, `rualens-${version}-source.zip`);
  writeFileSync(sources, git('archive', '--format=zip', `--prefix=rualens-${version}/`, 'HEAD'));
  const copy = mkdtempSync(join(tmpdir(), 'rualens-release-'));
  try {
    const tree = join(copy, 'tree');
    mkdirSync(tree);
    execFileSync('tar', ['-x', '-C', tree], { input: git('archive', '--format=tar', 'HEAD') });
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    for (const { mode, folder, name } of BUILDS) {
      execFileSync(
        process.execPath,
        [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--mode', mode, '--logLevel', 'error'],
        {
          cwd: tree,
          stdio: ['ignore', 'ignore', 'inherit'],
          env: { ...process.env, NODE_ENV: 'production' },
        },
      );
      zipFolder(join(tree, 'dist', folder), join(into, `rualens-${version}-${name}.zip`));
    }
    const lockfile = JSON.parse(readFileSync(join(tree, 'package-lock.json'), 'utf8'));
    const bill = billOfMaterials(lockfile, version);
    writeFileSync(join(into, `rualens-${version}.cdx.json`), `${JSON.stringify(bill, null, 2)}\n`);
    const notes = releaseNotes(readFileSync(join(tree, 'CHANGELOG.md'), 'utf8'), version);
    writeFileSync(join(into, 'RELEASE_NOTES.md'), notes);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  writeFileSync(join(into, 'SHA256SUMS'), sumsOf(into));
}

/** Makes it again elsewhere, and tells each file that differs. */
function sameAgain(): boolean {
  const again = mkdtempSync(join(tmpdir(), 'rualens-release-again-'));
  try {
    makeRelease(again);
    const first = readFileSync(join(target, 'SHA256SUMS'), 'utf8');
    const second = readFileSync(join(again, 'SHA256SUMS'), 'utf8');
    if (first === second) {
      console.log('Made twice, the same bytes.');
      return true;
    }
    const known = new Set(first.split('\n'));
    console.error(
      `Made twice, these differ:\n${second
        .split('\n')
        .filter((line) => !known.has(line))
        .join('\n')}`,
    );
    return false;
  } finally {
    rmSync(again, { recursive: true, force: true });
  }
}

/** As `sha256sum` writes and checks it. */
function sumsOf(folder: string): string {
  return readdirSync(folder)
    .sort()
    .map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, name)))
          .digest('hex')}  ${name}\n`,
    )
    .join('');
}

function git(...args: string[]): Buffer {
  // the zip file says times of the place where it is made
  return execFileSync('git', args, { cwd: root, maxBuffer: 1 << 28, env: { ...process.env, TZ: 'UTC' } });
}
