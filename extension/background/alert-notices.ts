/** Unread alerts on the toolbar button, and told of by the system where the user allowed that. */
import { uiLanguage } from '../platform/language.ts';
import { mayNotify, showNotice } from '../platform/notices.ts';
import { noticesOf } from './notices-of.ts';
import { countAlerts } from './page-badge.ts';
import { getEngine } from './running-engine.ts';

/** Many changes come together. */
const SETTLE_MS = 400;

/** Counts the unread alerts, and tells of those that nobody was told of yet. */
export async function followAlerts(): Promise<void> {
  const { engine } = await getEngine();
  await countAlerts(await engine.alerts.unread());
  // without leave they stay untold: whoever gives it later hears of them then
  if (!(await mayNotify())) return;
  const fresh = await engine.alerts.takeToTell();
  for (const { id, title, message } of noticesOf(fresh, uiLanguage())) await showNotice(id, title, message);
}

let waiting: ReturnType<typeof setTimeout> | null = null;

/** The same, soon; many calls become one. */
export function followAlertsSoon(): void {
  if (waiting !== null) return;
  waiting = setTimeout(() => {
    waiting = null;
    void followAlerts();
  }, SETTLE_MS);
}
