/** Gmail and Outlook on the web: pages of the published shape at those services' own host names. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectedMark } from '../support/expected-mark.ts';
import { buildForTests } from '../support/extension-browser.ts';
import { HOSTED_REPORTS, type HostedWebmail, startHostedWebmail } from '../support/hosted-webmail.ts';
import { gzipReport, reportFileName, zipReport } from '../support/messages.ts';
import { type PopupBrowser, startPopupBrowser } from '../support/popup-browser.ts';
import { READING_MS } from '../support/press-mark.ts';
import { removeFolder, until } from '../support/processes.ts';

let hosted: HostedWebmail;
let folder: string;
let browser: PopupBrowser;
let page: Page;

beforeAll(async () => {
  hosted = await startHostedWebmail();
  // leave that a user gives in a prompt which nobody can press here
  folder = buildForTests('chrome', true, (manifest) => ({ ...manifest, host_permissions: hosted.patterns }));
  browser = await startPopupBrowser(folder, 'en-GB', hosted.browserArgs);
  const options = await browser.openOwn('options.html');
  await options.evaluate(
    (patterns) => chrome.runtime.sendMessage({ type: 'want-sites', patterns }),
    hosted.patterns,
  );
  await options.close();
  page = await browser.browser.newPage();
});
afterAll(async () => {
  await browser?.stop();
  await hosted?.stop();
  if (folder) removeFolder(folder);
});

const dataOf = (): Promise<Record<string, string>[]> =>
  page.$$eval('[data-rualens="report"]', (all) =>
    all.map(
      (it) =>
        ({
          ...(it as HTMLElement).dataset,
          ...it.shadowRoot?.querySelector<HTMLElement>('.mark')?.dataset,
        }) as Record<string, string>,
    ),
  );

async function marks(states: string[]): Promise<Record<string, string>[]> {
  let found: Record<string, string>[] = [];
  await until(`marks ${states}`, async () => {
    found = await dataOf();
    return found.map((it) => it.state).join() === states.join();
  });
  return found;
}

const call = (name: string): Promise<void> =>
  page.evaluate((it) => (globalThis as unknown as Record<string, () => void>)[it]?.(), name);
const badged = (selector: string): Promise<(string | null)[]> =>
  page.$$eval(`${selector}:has([data-rualens="badge"])`, (all) => all.map((it) => it.textContent));

test('Gmail: cards are marked once they are loaded, through the redirect to the host without cookies', async () => {
  await page.goto(hosted.gmail);
  await until('the list is badged', async () => (await badged('tr.zA')).length === 1);
  expect(await dataOf()).toEqual([]);
  await call('step');
  await call('step');
  const found = await marks(['report', 'report']);
  expect(found[0]).toMatchObject(expectedMark(HOSTED_REPORTS.zip));
  expect(found[1]).toMatchObject(expectedMark(HOSTED_REPORTS.gzip));
  // the second report's organisation is not the one that the mail came from
  expect(found.map((it) => it.strange)).toEqual([undefined, 'cable.example']);
  expect(hosted.asked.toSorted()).toEqual([
    'mail-attachment.googleusercontent.com /attachment/0.1',
    'mail-attachment.googleusercontent.com /attachment/0.2',
    'mail.google.com /mail/u/0/',
    'mail.google.com /mail/u/0/',
  ]);
});

test('Gmail: marks come back with a message that is drawn anew, and nothing is fetched for it', async () => {
  const before = hosted.asked.length;
  await call('redraw');
  await marks(['report', 'report']);
  expect(hosted.asked.length).toBe(before);
});

test('Gmail: a sign-in page in place of a file is told as such', async () => {
  hosted.signOut();
  await page.reload();
  await call('step');
  await call('step');
  await marks(['rejected', 'rejected']);
  expect(await page.$eval('[data-rualens="report"] >>> .summary', (it) => it.textContent)).toMatch(
    /[Ss]ign in/,
  );
});

/** Presses a button of the mark as a person does, who has read it as it now stands. */
async function press(focus: string): Promise<void> {
  const button = await page.waitForSelector(`[data-rualens="report"] >>> [data-focus="${focus}"]`);
  await button?.scrollIntoView();
  await new Promise((done) => setTimeout(done, READING_MS));
  await button?.click();
}

test('Outlook: the mark tells what the name tells, and the user’s own download makes it whole', async () => {
  await page.goto(hosted.outlook);
  const [named] = await marks(['named']);
  expect(named).toMatchObject({ reporter: 'cable.example', domain: 'shop.example' });
  const { zip, gzip } = HOSTED_REPORTS;
  const choose = async (name: string, bytes: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    const [chooser] = await Promise.all([
      page.waitForFileChooser(),
      page.click('[data-rualens="report"] >>> [data-focus="files"]'),
    ]);
    await chooser.accept([path]);
  };
  await choose('other.xml.gz', gzipReport(gzip));
  await marks(['rejected']);
  await press('retry');
  await marks(['named']);
  await choose(`${reportFileName(zip)}.zip`, zipReport(zip));
  expect((await marks(['report']))[0]).toMatchObject(expectedMark(zip));
  await call('redraw');
  await marks(['report']);
  await press('import');
  await marks(['stored']);
});

test('Outlook: badges follow the messages of a list that uses its rows again', async () => {
  const list = '#list > [role="option"]';
  await until('the first row is badged', async () => (await badged(list)).join().includes('cable.example'));
  await call('scrollList');
  await until('the second row is badged', async () => {
    const texts = await badged(list);
    return texts.length === 1 && texts.join().includes('fibre.example');
  });
  expect(
    await page.$$eval(`${list}`, (all) => all.map((it) => it.querySelector('[data-rualens]') !== null)),
  ).toEqual([false, true]);
});
