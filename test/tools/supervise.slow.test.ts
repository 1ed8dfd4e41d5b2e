import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from '../support/processes.ts';

const SUPERVISE = join(import.meta.dirname, 'supervise.mjs');
/** A server that does not end when asked to, in a group of its own as the tests' servers are. */
const SERVER = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); process.send('up')";
/** Starts that server, makes a folder, and says so in a file; ends by itself where it is told to. */
const COMMAND = `
  const { spawn } = require('node:child_process');
  const { mkdtempSync, writeFileSync, renameSync } = require('node:fs');
  const [file, ends] = process.argv.slice(1);
  const stdio = ['ignore', 'ignore', 'ignore', 'ipc'];
  const server = spawn(process.execPath, ['-e', ${JSON.stringify(SERVER)}], { detached: true, stdio });
  server.on('message', () => {
    const folder = mkdtempSync(process.env.RUALENS_TMP + '/profile-');
    writeFileSync(file + '.part', JSON.stringify({ pids: [process.pid, server.pid], folder, top: process.env.RUALENS_TMP }));
    renameSync(file + '.part', file);
    if (ends) process.exit(7);
  });
`;
/** Stands for the gate: starts the supervisor and waits for it. */
const GATE = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, process.argv.slice(1), { stdio: 'inherit' });
  child.on('exit', (code) => process.exit(code ?? 1));
  process.stdout.write(String(child.pid));
`;

let folder: string;
let gate: ChildProcess;
let ended: Promise<number | null>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rualens-supervise-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Started {
  supervisor: number;
  pids: number[];
  folder: string;
  top: string;
}

async function start(...more: string[]): Promise<Started> {
  const file = join(folder, 'started.json');
  gate = spawn(
    process.execPath,
    ['-e', GATE, SUPERVISE, process.execPath, '-e', COMMAND, file, ...more],
    // a group of its own, as a terminal gives it
    { detached: true, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  ended = new Promise((resolve) => gate.once('exit', resolve));
  let supervisor = '';
  gate.stdout?.on('data', (text) => {
    supervisor += text;
  });
  await until('the command runs', () => existsSync(file), 40_000);
  return { supervisor: Number(supervisor), ...JSON.parse(readFileSync(file, 'utf8')) };
}

/** Whether a process runs; one that ended and waits to be reaped does not. */
function runs(pid: number): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const nothingLeft = ({ pids, top }: Started) =>
  until('nothing is left', () => !pids.some(runs) && !existsSync(top), 40_000);

test('a command that ends by itself: its servers and folders go, its code stays', async () => {
  const started = await start('ends');
  expect(await ended).toBe(7);
  await nothingLeft(started);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  '%s to the whole group of the gate',
  async (name) => {
    const started = await start();
    expect(started.pids.every(runs)).toBe(true);
    process.kill(-(gate.pid as number), name);
    await nothingLeft(started);
  },
);

test('the gate alone is killed', async () => {
  const started = await start();
  process.kill(gate.pid as number, 'SIGKILL');
  await nothingLeft(started);
});

test('the supervisor alone is killed', async () => {
  const started = await start();
  process.kill(started.supervisor, 'SIGKILL');
  await nothingLeft(started);
});
