import { useState } from 'preact/hooks';
import { shareText } from '../../core/words/share.ts';
import type { MarkSummary } from '../messages/protocol.ts';
import { siteName } from '../messages/site-pattern.ts';
import { importMarks, readMarks, requestSites, runContentScript } from '../platform/sites.ts';
import type { PageTab } from '../platform/tabs.ts';
import { formatCount, formatPeriod } from '../texts/format.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';
import { ask } from './ask.ts';
import { MailboxSection } from './mailbox-section.tsx';
import type { PageState } from './page-state.ts';

/** How long a first look at a page waits for marks before it says that there are none. */
const LOOK_MS = 2_000;
const LOOK_EVERY_MS = 100;

interface SiteProps {
  page: PageState;
  tab: PageTab;
  texts: PopupTexts;
  refresh: () => Promise<PageState>;
}

/** A page of a site: its marks, importing them, and switching Rualens on there. */
export function SiteSection({ page, tab, texts, refresh }: SiteProps) {
  const { patterns, enabled, marks } = page;
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const fresh = marks.filter((it) => it.state === 'report').length;
  const offered = marks.filter((it) => it.offered).length;

  const enable = async () => {
    // the popup may close while the browser asks: the wish is kept before, the background does the rest
    void ask({ type: 'want-sites', patterns });
    const granted = await requestSites(patterns).catch(() => false);
    await ask({ type: granted ? 'want-sites' : 'unwant-sites', patterns });
    setNote(granted ? '' : texts.notGranted);
    await refresh();
  };
  const lookOnce = async () => {
    if (!(await runContentScript(tab.id))) return setNote(texts.noPage);
    setNote(texts.working);
    for (let waited = 0; waited < LOOK_MS; waited += LOOK_EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      const now = await refresh();
      if (now.marks.length) return setNote('');
    }
    setNote(texts.noneOnPage);
  };
  const readAll = async () => {
    setBusy(true);
    await readMarks(tab.id);
    setBusy(false);
    setNote('');
    await refresh();
  };
  const importAll = async () => {
    setBusy(true);
    const stored = await importMarks(tab.id);
    setBusy(false);
    setNote(texts.imported(stored));
    await ask({ type: 'count-marks', tabId: tab.id });
    await refresh();
  };

  return (
    <section data-page="site">
      <h2>
        {texts.onThisPage}
        <span class="site">{siteName(tab.url)}</span>
      </h2>
      {marks.length > 0 && (
        <ul class="marks">
          {marks.map((mark) => (
            <MarkRow key={mark.key} mark={mark} texts={texts} />
          ))}
        </ul>
      )}
      {marks.length === 0 && enabled && <p class="soft">{texts.noneOnPage}</p>}
      <p role="status">{note}</p>
      {offered > 0 && (
        <button type="button" class="main" disabled={busy} onClick={readAll} data-act="read-all">
          {busy ? texts.working : texts.readAll(offered)}
        </button>
      )}
      {fresh > 0 && (
        <button type="button" class="main" disabled={busy} onClick={importAll} data-act="import-all">
          {busy ? texts.importing : texts.importAll(fresh)}
        </button>
      )}
      {enabled && <MailboxSection tabId={tab.id} texts={texts} />}
      {!enabled && (
        <>
          <p class="soft">{texts.enableWhy}</p>
          <div class="acts">
            <button type="button" class="main" onClick={enable} data-act="enable">
              {texts.enable(siteName(tab.url))}
            </button>
            {marks.length === 0 && (
              <button type="button" onClick={lookOnce} data-act="look-once">
                {texts.lookOnce}
              </button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function MarkRow({ mark, texts }: { mark: MarkSummary; texts: PopupTexts }) {
  const { report } = mark;
  if (!report)
    return (
      <li data-state={mark.state}>
        <span class="name">{mark.name}</span>
        <span class="soft">{mark.problem || waitingText(mark, texts)}</span>
      </li>
    );
  const { language } = texts;
  return (
    <li data-state={mark.state}>
      <span class="name">
        {report.reporter} <span class="soft">{report.domain}</span>
      </span>
      <span class="soft figures">
        {formatPeriod(report.begin, report.end, language)} ·{' '}
        {texts.messages(formatCount(report.messages, language), report.messages === 1)}
        {report.kind === 'aggregate' &&
          ` · ${texts.pass(shareText(report.passed, report.messages, language))}`}
      </span>
      <span class={report.stored ? 'tag' : 'tag fresh'}>{report.stored ? texts.stored : texts.fresh}</span>
    </li>
  );
}

function waitingText(mark: MarkSummary, texts: PopupTexts): string {
  if (mark.offered) return texts.offered;
  return mark.state === 'named' ? texts.namedOnly : texts.working;
}
