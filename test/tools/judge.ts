/**
 * Runs the whole engine over report files with its store in memory, and prints what it says of domains and their
 * senders: `npm run -s judge -- --doh URL [--json] [--now UNIX] [--mine DOMAIN]… [--decisions FILE] PATH…`. A bad
 * file or decision is a line on stderr, never an exit code.
 */
import type { InputFile } from '../../core/model/input.ts';
import { blobOf, filesOf } from './inspect-paths.ts';
import { JUDGE_USAGE, readJudgeArguments } from './judge-arguments.ts';
import { judgedEngine } from './judge-engine.ts';
import { judgedRows } from './judge-rows.ts';
import { judgedText } from './judge-text.ts';

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

async function readFiles(paths: readonly string[]): Promise<InputFile[]> {
  const files: InputFile[] = [];
  for (const path of paths) {
    for await (const found of filesOf(path)) {
      try {
        if ('error' in found) tell(`${found.path}: unreadable: ${found.error}`);
        else files.push({ name: found.path, blob: await blobOf(found.path, found.size) });
      } catch (error) {
        tell(`${found.path}: unreadable: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return files;
}

async function main(): Promise<number> {
  const args = readJudgeArguments(process.argv.slice(2));
  if (typeof args === 'string') {
    tell(`${args}\n${JUDGE_USAGE}`);
    return 2;
  }
  const opened = await judgedEngine(args, await readFiles(args.paths), tell);
  const judged = await judgedRows(opened);
  opened.engine.stop();
  opened.store.close();
  process.stdout.write(args.json ? `${JSON.stringify(judged)}\n` : judgedText(judged));
  return 0;
}

process.exitCode = await main();
