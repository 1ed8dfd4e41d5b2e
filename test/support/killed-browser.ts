/** Debian's Chromium over a profile that outlives it, to be killed without a chance to tidy up. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright';

export interface KilledBrowser {
  context: BrowserContext;
  /** Ends the browser and all its processes at once. */
  kill(): Promise<void>;
  /** Ends it as a user does, with all written. */
  close(): Promise<void>;
}

const running = new Set<ChildProcess>();

/** @param extension folder of an unpacked extension */
export async function openKilledBrowser(profile: string, extension?: string): Promise<KilledBrowser> {
  mkdirSync(profile, { recursive: true });
  for (const left of ['DevToolsActivePort', 'SingletonLock', 'SingletonCookie', 'SingletonSocket']) {
    rmSync(join(profile, left), { force: true });
  }
  const flags = ['--headless', '--no-sandbox', '--no-first-run', '--remote-debugging-port=0', '--lang=en-GB'];
  if (extension) flags.push(`--disable-extensions-except=${extension}`, `--load-extension=${extension}`);
  const child = spawn('/usr/bin/chromium', [...flags, `--user-data-dir=${profile}`, 'about:blank'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running.add(child);
  const ended = new Promise<void>((done) => child.on('exit', () => done()));
  const address = await new Promise<string>((found, failed) => {
    let text = '';
    child.stderr!.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const match = /DevTools listening on (ws:\S+)/.exec(text);
      if (match) found(match[1]!);
    });
    child.on('exit', () => failed(new Error(`the browser ended: ${text.slice(-500)}`)));
  });
  const browser: Browser = await chromium.connectOverCDP(address);
  const gone = async () => {
    await ended;
    running.delete(child);
    await browser.close().catch(() => {});
  };
  return {
    context: browser.contexts()[0]!,
    async kill() {
      end(child);
      await gone();
    },
    async close() {
      const session = await browser.newBrowserCDPSession();
      await session.send('Browser.close').catch(() => {});
      await gone();
    },
  };
}

/** Ends what is still open, after a test that failed. */
export function endKilledBrowsers(): void {
  for (const child of running) end(child);
  running.clear();
}

function end(child: ChildProcess): void {
  if (child.pid) process.kill(-child.pid, 'SIGKILL');
}
