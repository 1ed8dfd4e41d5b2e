// Installs what the tools need: npm packages from the lockfile, and Debian's packages where root has apt.
// Plain JavaScript on Node's own modules, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** Debian packages by what they are needed for. With php-cgi asked for, apt does not choose apache2 for "php". */
const DEBIAN = {
  browsers: ['chromium', 'firefox-esr', 'fonts-dejavu-core'],
  dns: [
    'pdns-server',
    'pdns-backend-bind',
    'pdns-backend-sqlite3',
    'sqlite3',
    'unbound',
    'dnsdist',
    'openssl',
  ],
  webmail: [
    'dovecot-imapd',
    'roundcube-core',
    'roundcube-sqlite3',
    'roundcube-skin-larry',
    'roundcube-skin-classic',
    'php-cli',
    'php-cgi',
    'sogo',
    'memcached',
    'postgresql-15',
    // not cyrus-imapd, which cannot stand beside dovecot-imapd; this holds the JMAP server
    'cyrus-caldav',
    'cyrus-common',
    'sasl2-bin',
    'libsasl2-modules-db',
    // WebDAV; the package apache2 would also start it
    'apache2-bin',
    'isync',
    // S3
    'swift-proxy',
    'swift-account',
    'swift-container',
    'swift-object',
  ],
  hosting: ['nginx-light', 'apache2-bin', 'caddy', 'media-types'],
  bench: ['libxml2-utils', 'dmarc-cat'],
};

export function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return done.status ?? 1;
}

/** Runs `npm ci` unless it ran for this very lockfile; a stamp in node_modules holds the lockfile's hash. */
export function ensurePackages() {
  const stamp = join(root, 'node_modules/.lockfile-hash');
  const hash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  console.log('Installing npm packages …');
  const env = { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1', PUPPETEER_SKIP_DOWNLOAD: '1' };
  if (run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { env }) !== 0) {
    console.error('npm ci failed. Check the network and run the command again.');
    process.exit(1);
  }
  writeFileSync(stamp, hash);
}

function missingPackages(groups) {
  return groups
    .flatMap((group) => DEBIAN[group])
    .filter((name) => {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own format syntax
      const query = spawnSync('dpkg-query', ['-W', '-f=${db:Status-Status}', name], { encoding: 'utf8' });
      return query.stdout !== 'installed';
    });
}

/**
 * Makes sure the Debian packages of these groups are there. As root with apt they are installed; elsewhere
 * the sentence that says what to install is printed and the process ends.
 */
export function ensureDebian(groups) {
  const missing = missingPackages(groups);
  if (missing.length === 0) return;
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    console.error(`These Debian packages are missing: ${missing.join(' ')}`);
    console.error(`Install them with: sudo apt-get install --no-install-recommends ${missing.join(' ')}`);
    process.exit(1);
  }
  console.log(`Installing Debian packages: ${missing.join(' ')} …`);
  spawnSync('debconf-set-selections', { input: 'roundcube-core roundcube/dbconfig-install boolean false\n' });
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = ['-qq', '-o', 'DPkg::Lock::Timeout=600', '-o', 'Dpkg::Use-Pty=0'];
  run('apt-get', [...apt, 'update'], { env });
  const quiet = ['ignore', 'ignore', 'inherit'];
  run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...missing], { env, stdio: quiet });
  const still = missingPackages(groups);
  if (still.length > 0) {
    console.error(`apt-get could not install: ${still.join(' ')}`);
    process.exit(1);
  }
}
