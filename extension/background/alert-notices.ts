/** Unread alerts on the toolbar button, and told of by the system where the user allowed that. */
import type { StoredAlert } from '../../core/model/stored.ts';
import { alertKindWord, alertSentence } from '../../core/views/sentences/alert.ts';
import { pickLanguage } from '../../core/views/sentences/language.ts';
import { uiLanguage } from '../platform/language.ts';
import { mayNotify, showNotice } from '../platform/notices.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { countAlerts } from './page-badge.ts';
import { theEngine } from './running-engine.ts';

/** More than this many at once are told of in one notice. */
const SINGLE_NOTICES = 3;
/** Many changes come together. */
const SETTLE_MS = 400;

/** Counts the unread alerts, and tells of those that nobody was told of yet. */
export async function followAlerts(): Promise<void> {
  const { engine } = await theEngine();
  await countAlerts(await engine.unreadAlerts());
  // without leave they stay untold: whoever gives it later hears of them then
  if (await mayNotify()) for (const notice of noticesOf(await engine.takeAlertsToTell())) await show(notice);
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

export interface Notice {
  id: string;
  title: string;
  message: string;
}

/** One notice each, or one for all where there are many. */
export function noticesOf(
  alerts: readonly Pick<StoredAlert, 'id' | 'kind' | 'domain' | 'data'>[],
  locale: string = uiLanguage(),
): Notice[] {
  const language = pickLanguage([locale]);
  if (alerts.length <= SINGLE_NOTICES)
    return alerts.map((alert) => ({
      id: alert.id,
      title: alertKindWord(alert.kind, language),
      message: alertSentence(alert, language),
    }));
  const kinds = [...new Set(alerts.map((alert) => alertKindWord(alert.kind, language)))];
  return [
    {
      id: 'alerts',
      title: `Rualens: ${popupTexts(locale).alerts(alerts.length)}`,
      message: kinds.join(', '),
    },
  ];
}

const show = ({ id, title, message }: Notice): Promise<void> => showNotice(id, title, message);
