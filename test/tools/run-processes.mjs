// The processes of one run of tests, found by a mark in their environment, which children inherit. Linux: /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** The variable that carries the run's name. Whoever starts a server with an environment of its own passes it on. */
export const RUN_MARK = 'RUALENS_RUN';

/** How long what is asked to end may take for it; then it is killed. */
const GRACE_MS = 2_000;
const LOOK_MS = 50;

/**
 * Ids of the processes of a run, oldest first.
 * @param {string} run
 * @returns {number[]}
 */
export function processesOf(run) {
  const mark = `${RUN_MARK}=${run}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => environmentOf(pid).includes(mark));
}

function environmentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
  } catch {
    // ended meanwhile, or another user's
    return [];
  }
}

/**
 * Ends every process of a run with what it started in groups of its own; resolves when none is left.
 * @param {string} run
 * @param {number} [graceMs]
 */
export async function endProcessesOf(run, graceMs = GRACE_MS) {
  const end = Date.now() + graceMs;
  const asked = new Set();
  for (;;) {
    const left = processesOf(run);
    if (left.length === 0) return;
    const late = Date.now() > end;
    for (const pid of left) {
      if (!late && asked.has(pid)) continue;
      asked.add(pid);
      // The group's other members may have cleared their environment; there is a group only where it leads one.
      signal(-pid, late ? 'SIGKILL' : 'SIGTERM');
      signal(pid, late ? 'SIGKILL' : 'SIGTERM');
    }
    await new Promise((go) => setTimeout(go, LOOK_MS));
  }
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch {
    // has ended, or leads no group
  }
}
