import { pickLanguage } from '../../core/words/language.ts';
import type { OwnMessage } from '../messages/own-protocol.ts';
import { appTexts } from '../texts/app-texts.ts';
import type { AppRow } from './app-links.ts';

interface Props {
  app: AppRow;
  language: string;
  change: (message: OwnMessage) => Promise<unknown>;
}

/** What a newly connected app would change here, before any of it is taken. Nothing where nothing waits. */
export function HeldApp({ app: { origin, held }, language, change }: Props) {
  if (held === null) return null;
  const texts = appTexts[pickLanguage([language])].held;
  const number = new Intl.NumberFormat(language);
  const decisions = Object.values(held.decisions).reduce((sum, it) => sum + it, 0);
  return (
    <div data-part="held">
      <p>{texts.changes(number.format(held.reports), number.format(decisions))}</p>
      {held.more && <p>{texts.more}</p>}
      {held.confirms.length > 0 && <p>{texts.confirms(held.confirms.join(', '))}</p>}
      {held.services.length > 0 && <p>{texts.services(held.services.join(', '))}</p>}
      {held.alertRules.length > 0 && <p>{texts.alertRules(held.alertRules.join(', '))}</p>}
      <div class="acts">
        <button type="button" data-act="take-app" onClick={() => void change({ type: 'take-app', origin })}>
          {texts.take}
        </button>
        <button type="button" class="quiet" onClick={() => void change({ type: 'part-app', origin })}>
          {texts.refuse}
        </button>
      </div>
    </div>
  );
}
