import { useEffect, useState } from 'preact/hooks';
import type { MailboxPlace } from '../../core/model/mailbox.ts';
import { askMailboxPage } from '../platform/mailbox-pages.ts';
import { openApp } from '../platform/tabs.ts';
import { addWish } from '../platform/wishes.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';

/** Offers to import a whole folder, where the page in front shows one. */
export function MailboxSection({ tabId, texts }: { tabId: number; texts: PopupTexts }) {
  const [place, setPlace] = useState<MailboxPlace | null>(null);
  useEffect(() => {
    void askMailboxPage({ tabId }, 'place').then((it) => setPlace(it ?? null));
  }, [tabId]);
  if (!place) return null;
  const start = async () => {
    await addWish({ kind: 'mailbox', tabId });
    await openApp('#/import');
    window.close();
  };
  return (
    <div data-part="mailbox">
      <p class="soft">{texts.importFolderWhy}</p>
      <button type="button" onClick={() => void start()} data-act="import-folder">
        {texts.importFolder(place.name)}
      </button>
    </div>
  );
}
