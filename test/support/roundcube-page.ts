/** Roundcube as a user works with it. */
import type { FrameLocator, Locator, Page } from 'playwright';
import { expect } from 'vitest';
import type { WebmailLab } from './webmail-lab.ts';

/** Signs in. On a busy machine Roundcube's first sessions may collide in SQLite: then once more. */
export async function login(page: Page, lab: WebmailLab): Promise<void> {
  const list = page.locator('#messagelist tbody tr.message').first();
  for (let attempt = 1; ; attempt += 1) {
    await page.goto(lab.url);
    if (await page.locator('#rcmloginuser').count()) {
      await page.fill('#rcmloginuser', lab.user);
      await page.fill('#rcmloginpwd', lab.password);
      await page.click('#rcmloginsubmit');
    }
    try {
      return await list.waitFor({ timeout: 12_000 });
    } catch (error) {
      if (attempt === 3)
        throw new Error(`no message list at ${page.url()}: ${await bodyText(page)}`, { cause: error });
    }
  }
}

const bodyText = async (page: Page): Promise<string> =>
  ((await page.locator('body').textContent()) ?? '').replace(/\s+/g, ' ').slice(0, 300);

/** Opens a message in the preview; gives its frame. */
export async function openMessage(page: Page, subject: string): Promise<FrameLocator> {
  await page.locator('#messagelist tbody tr.message', { hasText: subject }).first().click();
  const frame = page.frameLocator('#messagecontframe');
  await frame.locator('h2.subject, .subject', { hasText: subject }).first().waitFor();
  return frame;
}

/** The marks of a place, in order. */
export const marksIn = (place: Page | FrameLocator): Locator => place.locator('[data-rualens="report"]');

/** Waits for as many marks in a final state, and gives their figures. The frame may still change under the look. */
export async function figures(place: Page | FrameLocator, count: number): Promise<Record<string, string>[]> {
  const marks = place.locator('[data-rualens="report"]:not([data-state="reading"])');
  const seen = () =>
    marks.evaluateAll((all) =>
      // what the store decides stands within the root, which test builds leave open
      all.map((it) => {
        const own = (of: Element | null | undefined) =>
          (of as unknown as { dataset: object } | null)?.dataset;
        return { ...own(it), ...own(it.shadowRoot?.querySelector('.mark')) } as Record<string, string>;
      }),
    );
  await expect.poll(async () => (await seen()).length, { timeout: 20_000 }).toBe(count);
  return await seen();
}
