// `npm run kills [-- --count 60] [--seed N]`: kills Chromium in the middle of everything that writes. The gate does some of it.
import { parseArgs } from 'node:util';
import { runVitest } from './run-vitest.mjs';

const { values } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' }, of: { type: 'string' } },
});
process.env.RUALENS_KILLS = values.count ?? '60';
if (values.seed !== undefined) process.env.RUALENS_SEED = values.seed;
if (values.of !== undefined) process.env.RUALENS_KILLED = values.of;
const { failed, failures } = runVitest('e2e', ['test/e2e/kills.e2e.ts']);
for (const failure of failures) console.error(failure);
process.exit(failed > 0 ? 1 : 0);
