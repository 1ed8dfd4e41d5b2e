import { useEffect, useState } from 'preact/hooks';
import { askToNotify, mayNotify } from '../platform/notices.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';
import { ask } from './ask.ts';

/** Beside alerts: the offer to be told of the next ones by the system. Gone once it is taken. */
export function NoticesOffer({ texts }: { texts: PopupTexts }) {
  const [offered, setOffered] = useState(false);
  useEffect(() => void mayNotify().then((may) => setOffered(!may)), []);
  if (!offered) return null;
  const take = async () => {
    const granted = await askToNotify().catch(() => false);
    setOffered(!granted);
    if (granted) await ask({ type: 'alerts-changed' });
  };
  return (
    <button type="button" class="offer" data-act="notices" onClick={() => void take()}>
      {texts.notices}
    </button>
  );
}
