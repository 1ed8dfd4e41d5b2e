/** What the system is to say of alerts. */
import type { StoredAlert } from '../../core/model/stored.ts';
import { alertKindWord, alertSentence } from '../../core/words/alert.ts';
import { pickLanguage } from '../../core/words/language.ts';
import { popupTexts } from '../texts/popup-texts.ts';

/** More than this many at once are told of in one notice. */
const SINGLE_NOTICES = 3;

export interface Notice {
  id: string;
  title: string;
  message: string;
}

/** One notice each, or one for all where there are many. */
export function noticesOf(
  alerts: readonly Pick<StoredAlert, 'id' | 'kind' | 'domain' | 'data'>[],
  locale: string,
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
