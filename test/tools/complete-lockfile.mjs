// Adds the optional packages of other platforms that the lockfile's packages name but the lockfile lacks.
// A registry may not serve every platform's binary; npm then leaves it out of the lockfile, and `npm ci`
// refuses such a lockfile everywhere. Run after each install that changes package-lock.json; running it
// twice changes nothing. What it adds has no hash yet: `npm install --package-lock-only` fills that in.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OS = [
  'android',
  'darwin',
  'linux',
  'win32',
  'freebsd',
  'openbsd',
  'netbsd',
  'openharmony',
  'sunos',
  'aix',
];
const CPU = ['arm64', 'x64', 'ia32', 's390x', 'ppc64', 'loong64', 'riscv64', 'mips64el', 'wasm32', 'arm'];

/** Entries missing from a parsed lockfile, by path; os, cpu and libc are read from the package's name. */
export function missingEntries(lock) {
  const missing = {};
  for (const [path, pkg] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(pkg.optionalDependencies ?? {})) {
      const top = `node_modules/${name}`;
      if (lock.packages[`${path}/${top}`] || lock.packages[top] || !/^\d/.test(version)) continue;
      missing[top] = entry(name, version, pkg.dev === true);
    }
  }
  return missing;
}

/** Paths of packages that no hash guards; the project itself and links have none. */
export function withoutIntegrity(lock) {
  const packages = Object.entries(lock.packages);
  return packages.flatMap(([path, pkg]) => (path === '' || pkg.link || pkg.integrity ? [] : [path]));
}

function entry(name, version, dev) {
  const parts = name.split(/[/-]/);
  const os = OS.filter((word) => parts.includes(word));
  const cpu = CPU.filter((word) => parts.includes(word)).slice(0, 1);
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev && { dev }),
    optional: true,
    ...(os.length > 0 && { os }),
    ...(parts.includes('musl') && { libc: ['musl'] }),
    ...(parts.includes('gnu') && { libc: ['glibc'] }),
  };
}

if (process.argv[1] === import.meta.filename) {
  const file = join(import.meta.dirname, '../../package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock);
  const sorted = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${Object.keys(missing).length} entries added`);
  const bare = withoutIntegrity(lock);
  if (bare.length > 0) console.log(`${bare.length} without integrity: run npm install --package-lock-only`);
}
