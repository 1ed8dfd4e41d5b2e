/** SOGo as a user works with it. */
import type { Page } from 'playwright';
import type { SogoLab } from './sogo-lab.ts';
import type { WebmailLab } from './webmail-lab.ts';

export async function loginToSogo(
  page: Page,
  sogo: SogoLab,
  mail: Pick<WebmailLab, 'user' | 'password'>,
): Promise<void> {
  await page.goto(sogo.url);
  await page.fill('input[ng-model="app.creds.username"]', mail.user);
  await page.fill('input[ng-model="app.creds.password"]', mail.password);
  await page.click('button[type=submit]');
  await page.waitForSelector('md-list-item.sg-message-list-item', { timeout: 120_000 });
}

export async function openSogoMessage(page: Page, subject: string): Promise<void> {
  await page.locator(`md-list-item.sg-message-list-item button[aria-label="${subject}"]`).first().click();
  await page
    .locator('#detailView h5.sg-md-headline', { hasText: subject })
    .first()
    .waitFor({ timeout: 20_000 });
}

/** Opens a folder, given by its names from the outermost on. */
export async function openSogoFolder(page: Page, names: string[]): Promise<void> {
  // SOGo escapes the path of a folder twice
  const path = encodeURIComponent(encodeURIComponent(names.join('/')));
  await page.goto(`${page.url().split('#')[0]}#!/Mail/0/${path}`);
  await page.waitForSelector('md-list-item.sg-message-list-item', { timeout: 120_000 });
}
