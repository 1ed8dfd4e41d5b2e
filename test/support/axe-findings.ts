/** What axe finds on a page as it is shown. For pages of Playwright and of Puppeteer. */
import axe from 'axe-core';

interface Evaluates {
  evaluate(code: string): Promise<unknown>;
}

const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(
  (it) => it.id + ': ' + it.nodes.map((node) => node.html.slice(0, 120)).join(' | ')))`;

/** Empty where nothing is wrong. */
export async function axeFindings(page: Evaluates): Promise<string[]> {
  // by the debugger: the page's own policy rightly refuses foreign scripts
  await page.evaluate(`${axe.source}; void 0`);
  return (await page.evaluate(RUN)) as string[];
}
