/**
 * Reads report files and folders without a store and prints a row a report:
 * `npm run -s inspect -- [--tsv|--json] PATH…`. A bad file is a row, never an exit code.
 */
import { inspectPaths } from './inspect-paths.ts';
import { asJson, asTable, asTsv, TSV_HEADER } from './inspect-rows.ts';

const args = process.argv.slice(2);
const paths = args.filter((arg) => !arg.startsWith('--'));
const unknown = args.filter((arg) => arg.startsWith('--') && !['--tsv', '--json'].includes(arg));
if (paths.length === 0 || unknown.length > 0) {
  process.stderr.write(
    `${unknown.length > 0 ? `unknown option ${unknown[0]}\n` : ''}usage: npm run -s inspect -- [--tsv|--json] PATH…\n`,
  );
  process.exit(2);
}

const format = args.includes('--json') ? 'json' : args.includes('--tsv') ? 'tsv' : 'table';
if (format === 'tsv') process.stdout.write(`${TSV_HEADER}\n`);
let first = true;
if (format === 'json') process.stdout.write('[');
for await (const row of inspectPaths(paths)) {
  if (format === 'tsv') process.stdout.write(`${asTsv(row)}\n`);
  else if (format === 'json') process.stdout.write(`${first ? '' : ','}\n${asJson(row)}`);
  else process.stdout.write(`${asTable(row)}\n`);
  first = false;
}
if (format === 'json') process.stdout.write('\n]\n');
