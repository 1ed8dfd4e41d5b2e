import './popup.css';
import { options, render } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { guardShownText } from '../../core/lib/guard-shown-text.ts';
import { AppAsks } from '../bridge/app-asks.tsx';
import type { Overview } from '../messages/own-protocol.ts';
import { uiLanguage } from '../platform/language.ts';
import { openApp, openOptions } from '../platform/tabs.ts';
import { popupTexts } from '../texts/popup-texts.ts';
import { ask } from './ask.ts';
import { OverviewSection } from './overview-section.tsx';
import { PageSection } from './page-section.tsx';
import { type PageState, readPage } from './page-state.ts';
import { SearchSection } from './search-section.tsx';

/** Marks still being read are looked at again while the popup is open. */
const LOOK_AGAIN_MS = 700;
const texts = popupTexts(uiLanguage());

function Popup() {
  const [page, setPage] = useState<PageState | null>(null);
  const [overview, setOverview] = useState<Overview | null | undefined>(undefined);
  const refresh = useCallback(async () => {
    const [nextPage, nextOverview] = await Promise.all([readPage(), ask<Overview>({ type: 'overview' })]);
    setPage(nextPage);
    setOverview(nextOverview);
    return nextPage;
  }, []);
  useEffect(() => void refresh(), [refresh]);
  const reading = page?.marks.some((it) => it.state === 'reading') ?? false;
  useEffect(() => {
    if (!reading) return;
    const timer = setInterval(() => void readPage().then(setPage), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [reading]);

  return (
    <>
      <header>
        <img src="icons/32.png" width="20" height="20" alt="" />
        <h1>Rualens</h1>
        <button type="button" onClick={() => go('#/domains')}>
          {texts.openApp}
        </button>
      </header>
      {page && <PageSection page={page} texts={texts} refresh={refresh} />}
      {overview !== undefined && <OverviewSection overview={overview} texts={texts} />}
      <AppAsks language={uiLanguage()} />
      <footer>
        <SearchSection texts={texts} />
        <div class="acts">
          <button type="button" onClick={() => go('#/import')} data-act="open-files">
            {texts.openFiles}
          </button>
          <button type="button" class="quiet" onClick={openOptions}>
            {texts.options}
          </button>
        </div>
      </footer>
    </>
  );
}

function go(place: string): void {
  void openApp(place).then(() => window.close());
}

options.vnode = guardShownText(options.vnode);
document.documentElement.lang = texts.language;
const root = document.getElementById('popup');
if (root) render(<Popup />, root);
