/**
 * How long after a message has opened its mark is there, in real Roundcube: the attachment fetched with the page's
 * session, handed to the background, unpacked and read. Beside it what the webmail itself needs to open the message.
 */
import { enableSite, startExtensionBrowser } from '../../support/extension-browser.ts';
import { mailbox, SUBJECTS } from '../../support/mailbox.ts';
import { login, openMessage } from '../../support/roundcube-page.ts';
import { missingForWebmail, startWebmailLab } from '../../support/webmail-lab.ts';
import { type BenchResult, median } from '../bench-row.ts';

const RUNS = 9;
/** Opened in turn; both hold one report. */
const MESSAGES = [SUBJECTS.single, SUBJECTS.html];

/** In every frame: when the message was there, when its mark's first line was, and when the mark told the report. */
const WATCH = `
  globalThis.marked = { opened: 0, first: 0, told: 0 };
  addEventListener('DOMContentLoaded', () => { marked.opened = performance.now(); });
  new MutationObserver(() => {
    const mark = document.querySelector('[data-rualens="report"]');
    if (mark) marked.first ||= performance.now();
    if (mark && mark.getAttribute('data-state') === 'report') marked.told ||= performance.now();
  }).observe(document, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-state'] });`;

interface Marked {
  opened: number;
  first: number;
  told: number;
}

export default async function extensionMark(): Promise<BenchResult[]> {
  const missing = missingForWebmail();
  if (missing) {
    console.error(`… no time to the mark: ${missing}`);
    return [];
  }
  const lab = await startWebmailLab(mailbox());
  const browser = await startExtensionBrowser({ closedShadow: true });
  try {
    await browser.context.addInitScript(WATCH);
    const page = await browser.context.newPage();
    await login(page, lab);
    await enableSite(browser, page);
    await page.reload();
    await page.waitForSelector('#messagelist tbody tr.message');
    const runs: Marked[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const frame = await openMessage(page, MESSAGES[run % MESSAGES.length]!);
      await frame.locator('[data-rualens="report"][data-state="report"]').waitFor();
      runs.push((await frame.locator('body').evaluate('marked')) as Marked);
    }
    const opened = median(runs.map((it) => it.opened));
    const row = (name: string, value: number): BenchResult => ({
      name: `extension: ${name}`,
      value,
      unit: 'ms',
      budget: '',
      within: null,
      peer: 'Roundcube opens it',
      peerValue: opened,
      ratio: value / opened,
    });
    return [
      row('from the open message to its mark', median(runs.map((it) => it.told - it.opened))),
      row('… to the first line of it', median(runs.map((it) => it.first - it.opened))),
    ];
  } finally {
    await browser.stop();
    await lab.stop();
  }
}
