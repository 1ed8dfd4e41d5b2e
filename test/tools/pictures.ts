/**
 * `npm run pictures`: pictures of the app with the sample, in English and German, as the stores and the README want them (1280 × 800), in
 * dist/pictures. The sample counts from today, so its dates differ from one run to the next.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { freshContext, startBrowser } from '../support/app-browser.ts';
import { startAppServer } from '../support/app-server.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'dist/pictures');
const SAMPLE = 'oakline.example';

/** Each picture by its name: the screen's address, and what stands there once it is drawn. */
const PICTURES = [
  { name: 'domains', hash: '#/domains', drawn: 'tr[data-row="oakline-archive.example"] [data-need]' },
  { name: 'domain', hash: `#/domain?domain=${SAMPLE}`, drawn: '.next-record, .readiness, section.card' },
  { name: 'reports', hash: `#/reports?domain=${SAMPLE}`, drawn: 'tr[data-row]' },
  { name: 'spf', hash: `#/spf?domain=${SAMPLE}`, drawn: 'section.card, .card' },
];

mkdirSync(folder, { recursive: true });
const server = await startAppServer();
const browser = await startBrowser();
try {
  for (const [language, locale, sample] of [
    ['en', 'en-GB', 'Try with sample data'],
    ['de', 'de-DE', 'Mit Beispieldaten ausprobieren'],
  ] as const) {
    const { context, page } = await freshContext(browser, { locale, width: 1280, height: 800 });
    await page.goto(server.url);
    await page.getByRole('button', { name: sample }).first().click();
    // the sample's DNS is looked up after its reports are read
    await page.locator(PICTURES[0]!.drawn).waitFor();
    for (const { name, hash, drawn } of PICTURES) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.locator(drawn).first().waitFor();
      await page.locator('.spin').first().waitFor({ state: 'detached' });
      const path = join(folder, `${name}-${language}.png`);
      await page.screenshot({ path, animations: 'disabled' });
      console.log(relative(root, path));
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
