import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { freePort } from '../support/processes.ts';
import { APP_HEADERS } from '../tools/app-headers.mjs';

/** `npm start`, on another port than the user's. */

const ROOT = resolve(import.meta.dirname, '../..');

function start(port: number): { child: ChildProcess; text: () => string } {
  const child = spawn(process.execPath, [join(ROOT, 'test/tools/start.mjs'), '--port', String(port)], {
    cwd: ROOT,
  });
  let text = '';
  child.stdout?.on('data', (data) => {
    text += data;
  });
  child.stderr?.on('data', (data) => {
    text += data;
  });
  return { child, text: () => text };
}

test('a taken port is refused with the reason, and no other is tried', async () => {
  const other = createServer();
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  const { port } = other.address() as AddressInfo;
  const { child, text } = start(port);
  const [code] = await once(child, 'exit');
  other.close();
  expect(code).toBe(1);
  expect(text()).toMatch(new RegExp(`Port ${port} of 127.0.0.1 is taken.*another, empty store`));
  expect(text()).not.toContain('Building');
});

test('it builds, serves with strict headers, says where, and ends on an interrupt', async () => {
  const port = await freePort();
  const { child, text } = start(port);
  await expect.poll(text, { timeout: 80_000 }).toContain('Stop with Ctrl+C.');
  expect(text()).toContain(`http://127.0.0.1:${port}`);
  expect(text()).toContain('dist/chrome');
  expect(existsSync(join(ROOT, 'dist/chrome/manifest.json'))).toBe(true);
  const response = await fetch(`http://127.0.0.1:${port}/`);
  // the snippets for hosting are held to the same table
  const { 'cache-control': _, ...sent } = APP_HEADERS;
  for (const [name, value] of Object.entries(sent)) expect(response.headers.get(name), name).toBe(value);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await response.text()).toContain('<div id="app">');
  child.kill('SIGINT');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});
