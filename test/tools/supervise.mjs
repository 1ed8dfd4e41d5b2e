// `node supervise.mjs COMMAND [ARGUMENTS]`: runs a command that starts servers and browsers. However it ends - by
// itself, by a signal, with its parent, or killed - no process and no temporary folder of it is left.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcessesOf, RUN_MARK } from './run-processes.mjs';

const LOOK_MS = 200;
/** First argument of the second process: it outlives the first, which may be killed, and cleans up after it. */
const AFTER = '--after';

const parent = process.ppid;
const [first, ...rest] = process.argv.slice(2);
if (first === AFTER) await after(rest[0], rest[1]);
else await supervise(first, rest);

async function supervise(command, args) {
  const run = randomBytes(8).toString('hex');
  // Short: paths of Unix sockets below it have at most 107 characters.
  const folder = mkdtempSync(join(process.env.RUALENS_TMP ?? tmpdir(), 'rua-'));
  // as /tmp itself: servers run as other users
  chmodSync(folder, 0o1777);
  const self = [import.meta.filename, AFTER, run, folder];
  spawn(process.execPath, self, { detached: true, stdio: 'ignore' }).unref();

  const env = { ...process.env, [RUN_MARK]: run, RUALENS_TMP: folder, TMPDIR: folder };
  const child = spawn(command, args, { env, stdio: 'inherit' });
  let ending = false;
  const end = async (code) => {
    if (ending) return;
    ending = true;
    await cleanUp(run, folder);
    process.exit(code);
  };
  child.once('error', (error) => {
    console.error(`${command} could not be started: ${error.message}`);
    void end(1);
  });
  child.once('exit', (code, signal) => void end(code ?? 128 + constants.signals[signal]));
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => void end(128 + constants.signals[name]));
  }
  setInterval(() => {
    if (process.ppid !== parent) void end(1);
  }, LOOK_MS);
}

/** Waits until the supervising process is gone. */
async function after(run, folder) {
  while (process.ppid === parent) await new Promise((go) => setTimeout(go, LOOK_MS));
  await cleanUp(run, folder);
}

async function cleanUp(run, folder) {
  await endProcessesOf(run);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
