import { siteName } from '../messages/site-pattern.ts';
import { openApp } from '../platform/tabs.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';
import { ask } from './ask.ts';
import type { PageState } from './page-state.ts';
import { SiteSection } from './site-section.tsx';

/** What is on the page in front, and what can be done with it. */
export function PageSection(props: {
  page: PageState;
  texts: PopupTexts;
  refresh: () => Promise<PageState>;
}) {
  const { page, texts } = props;
  const { tab, kind, file } = page;
  if (tab && kind === 'site') return <SiteSection {...props} tab={tab} />;
  return (
    <section data-page={kind}>
      <h2>
        {texts.onThisPage}
        {tab && kind !== 'none' && <span class="site">{siteName(tab.url)}</span>}
      </h2>
      {(!tab || kind === 'none') && <p class="soft">{texts.noPage}</p>}
      {kind === 'app' && <p class="soft">{texts.isApp}</p>}
      {kind === 'local-file' && (
        <>
          <p class="name file">{file}</p>
          <p class="soft">{texts.localFile}</p>
          <button
            type="button"
            class="main"
            data-act="open-local"
            onClick={() => void openApp('#/import').then(() => window.close())}
          >
            {texts.openFiles}
          </button>
        </>
      )}
      {tab && kind === 'file' && (
        <>
          <p class="name file">{file}</p>
          <button
            type="button"
            class="main"
            data-act="open-file"
            onClick={() =>
              void ask({ type: 'open-tab-file', tabId: tab.id, url: tab.url }).then(() => window.close())
            }
          >
            {texts.openFile}
          </button>
        </>
      )}
    </section>
  );
}
