#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { ensurePackages, root as ROOT } from './setup.mjs';

/**
 * `npm start`: installs what is missing, builds app and extension, and serves the app on loopback. Plain
 * JavaScript without packages up to the build, since it is what installs them.
 */

const HOST = '127.0.0.1';
/** Part of the origin, and so of the store: never changed, and no other is tried. */
const PORT = 4517;

const port = readPort(process.argv.slice(2));
await main();

async function main() {
  const taken = await whyTaken(port);
  if (taken) {
    fail(
      taken === 'EADDRINUSE'
        ? `Port ${port} of ${HOST} is taken, perhaps by another Rualens that runs already. Another port would be another origin with another, empty store, so none is tried: stop what uses port ${port}, then start again.`
        : `Port ${port} of ${HOST} cannot be opened (${taken}).`,
    );
  }
  ensurePackages();
  say('Building the app and the extension …');
  vite('pwa');
  vite('extension');
  await serve();
}

/** Serves the built app; headers keep other sites' frames and content sniffing away. */
async function serve() {
  const { preview } = await import('vite');
  const { APP_HEADERS } = await import('./app-headers.mjs');
  const server = await preview({
    root: join(ROOT, 'pwa'),
    configFile: false,
    logLevel: 'error',
    build: { outDir: join(ROOT, 'dist/pwa') },
    preview: { host: HOST, port, strictPort: true, open: false, headers: APP_HEADERS },
  });
  say('');
  say(`Rualens:    http://${HOST}:${port}`);
  say(`Extension:  ${relative(process.cwd(), join(ROOT, 'dist/chrome')) || '.'} (load unpacked)`);
  say('Stop with Ctrl+C.');
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      server.httpServer.closeAllConnections?.();
      await server.close();
      process.exit(0);
    });
  }
}

/** Builds one shell in a process of its own; prints what it said only where it fails. */
function vite(mode) {
  const bin = join(ROOT, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(process.execPath, [bin, 'build', '--mode', mode], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout}${done.stderr}`);
  fail(`The build of ${mode} failed; its message stands above.`);
}

/** Null where the port is free, else the system's code. */
function whyTaken(number) {
  return new Promise((done) => {
    const probe = createServer();
    probe.once('error', (error) => done(error.code ?? error.message));
    probe.listen(number, HOST, () => probe.close(() => done(null)));
  });
}

/** `--port N` is for tests: a test's store must not be the user's. */
function readPort(args) {
  const at = args.indexOf('--port');
  if (at < 0) return PORT;
  const value = Number(args[at + 1]);
  if (!Number.isInteger(value) || value < 1 || value > 65_535)
    fail(`--port wants a port number, got "${args[at + 1]}".`);
  return value;
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
