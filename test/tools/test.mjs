// `npm test`: the whole gate. Installs what it needs, then runs every check and every test.
import { command, gate, vitest } from './gate.mjs';
import { ensureDebian, ensurePackages } from './setup.mjs';
import { fastSteps } from './steps.mjs';

ensurePackages();
ensureDebian(['browsers', 'dns', 'webmail', 'hosting', 'bench']);
gate([
  ...fastSteps,
  command('build: app', 'vite', 'build', '--mode', 'pwa', '--logLevel', 'warn'),
  command('build: extension', 'vite', 'build', '--mode', 'extension', '--logLevel', 'warn'),
  command('build: extension for Firefox', 'vite', 'build', '--mode', 'firefox', '--logLevel', 'warn'),
  command('extension lint', 'web-ext', 'lint', '--source-dir', 'dist/firefox', '--output', 'text'),
  vitest('slow'),
  vitest('browser'),
  vitest('quota'),
  vitest('e2e'),
]);
