import { useEffect, useState } from 'preact/hooks';
import { askToNotify, mayNotify, stopNotifying } from '../platform/notices.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';

/** System notices of alerts: allowed by a click, taken back by a click. */
export function NoticesSection({ texts }: { texts: PopupTexts }) {
  const [allowed, setAllowed] = useState<boolean | null>(null);
  const [note, setNote] = useState('');
  useEffect(() => void mayNotify().then(setAllowed), []);
  const allow = async () => {
    const granted = await askToNotify().catch(() => false);
    setAllowed(granted);
    setNote(granted ? '' : texts.notGranted);
  };
  const takeBack = async () => {
    await stopNotifying();
    setAllowed(await mayNotify());
  };
  return (
    <section data-part="notices" data-allowed={allowed ?? ''}>
      <h2>{texts.noticesTitle}</h2>
      <p>{texts.noticesWhy}</p>
      {allowed === false && (
        <button type="button" onClick={() => void allow()}>
          {texts.allowNotices}
        </button>
      )}
      {allowed && (
        <div class="acts">
          <span>{texts.noticesOn}</span>
          <button
            type="button"
            aria-label={`${texts.remove}: ${texts.noticesTitle}`}
            onClick={() => void takeBack()}
          >
            {texts.remove}
          </button>
        </div>
      )}
      <p role="status">{note}</p>
    </section>
  );
}
