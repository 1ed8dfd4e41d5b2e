/** What axe finds on one of the extension's pages, in both themes. */
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

/** Empty where nothing is wrong. */
export async function axeFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
    // by the debugger: the extension's own policy rightly refuses foreign scripts
    await page.evaluate(`${axe.source}; void 0`);
    const violations = await page.evaluate(async () => {
      const run = (globalThis as unknown as { axe: typeof axe }).axe;
      return (await run.run(document, { resultTypes: ['violations'] })).violations.map(
        (it) => `${it.id}: ${it.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
      );
    });
    found.push(...violations.map((it) => `${value}: ${it}`));
  }
  await page.emulateMediaFeatures([]);
  return found;
}
