import type { Locator } from 'playwright';

/** A mark's press counts once it was in view for half a second; the browser tells that up to two tenths later. */
export const READING_MS = 1_000;

/** Presses a button of a mark as a person does, who has read the mark as it now stands. */
export async function pressMark(button: Locator): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  await button.page().waitForTimeout(READING_MS);
  await button.click();
}
