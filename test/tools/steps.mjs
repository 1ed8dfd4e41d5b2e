import { command, vitest } from './gate.mjs';

/** The fast steps, without a browser or a server: `npm run check`, and the beginning of `npm test`. */
export const fastSteps = [
  command('format and lint', 'biome', 'ci', '--reporter=summary', '.'),
  command('types: core', 'tsc', '-p', 'core'),
  command('types: service worker', 'tsc', '-p', 'pwa/sw'),
  command('types: worker', 'tsc', '-p', 'pwa/worker'),
  command('types: app, extension, tests', 'tsc', '-p', '.'),
  command('dead code', 'knip'),
  vitest('unit'),
];
