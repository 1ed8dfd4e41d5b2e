import type { Need } from '../../core/model/need.ts';
import { pickLanguage } from '../../core/words/language.ts';
import { needSentence } from '../../core/words/need.ts';
import { needPlace } from '../../core/words/need-place.ts';
import { shareText } from '../../core/words/share.ts';
import type { NewDomain, Overview, RecentReport } from '../messages/own-protocol.ts';
import { reportPlace } from '../messages/report-place.ts';
import { openApp } from '../platform/tabs.ts';
import { formatCount, formatDay, formatPeriod } from '../texts/format.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';
import { NoticesOffer } from './notices-offer.tsx';

/** Domains that wait for the user, and the newest reports. */
export function OverviewSection({ overview, texts }: { overview: Overview | null; texts: PopupTexts }) {
  if (!overview)
    return (
      <section>
        <p class="soft">{texts.storeUnavailable}</p>
      </section>
    );
  return (
    <>
      {overview.alerts.unread > 0 && (
        <section data-part="alerts">
          <button type="button" class="row alert" onClick={() => open('#/alerts')}>
            <span class="name bad">{texts.alerts(overview.alerts.unread)}</span>
            {overview.alerts.newest.map((sentence) => (
              <span key={sentence} class="soft sentence">
                {sentence}
              </span>
            ))}
          </button>
          <NoticesOffer texts={texts} />
        </section>
      )}
      {overview.needs.all > 0 && (
        <section data-part="needs">
          <h2>{texts.needs}</h2>
          <ul class="rows">
            {overview.needs.shown.map((need) => (
              <NeedRow key={`${need.domain} ${need.code} ${need.subject}`} need={need} texts={texts} />
            ))}
          </ul>
          {overview.needs.all > overview.needs.shown.length && (
            <button type="button" class="quiet" onClick={() => open('#/domains')}>
              {texts.allNeeds(formatCount(overview.needs.all, texts.language))}
            </button>
          )}
        </section>
      )}
      {overview.newDomains.length > 0 && (
        <section data-part="new-domains">
          <h2>{texts.newDomains}</h2>
          <ul class="rows">
            {overview.newDomains.map((domain) => (
              <NewDomainRow key={domain.domain} domain={domain} texts={texts} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{texts.recent}</h2>
        {overview.recent.length === 0 && <p class="soft">{texts.noReports}</p>}
        <ul class="rows">
          {overview.recent.map((report) => (
            <RecentRow key={report.id} report={report} texts={texts} />
          ))}
        </ul>
      </section>
    </>
  );
}

/** The same line as on the Domains page; a click opens where it is dealt with. */
function NeedRow({ need, texts }: { need: Need; texts: PopupTexts }) {
  const { page, params } = needPlace(need);
  const language = pickLanguage([texts.language]);
  const since = need.since === null ? '' : texts.since(formatDay(need.since, texts.language));
  const messages =
    need.messages > 0 && !('messages' in need.detail)
      ? texts.messages(formatCount(need.messages, texts.language), need.messages === 1)
      : '';
  return (
    <li>
      <button
        type="button"
        class="row"
        data-need={need.code}
        onClick={() => open(`#/${page}?${new URLSearchParams(params)}`)}
      >
        <span class={need.urgency === 'now' ? 'name bad' : 'name'}>{need.domain}</span>
        <span class="sentence">{needSentence(need, language)}</span>
        <span class="soft figures">{[since, messages].filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}

function NewDomainRow({ domain, texts }: { domain: NewDomain; texts: PopupTexts }) {
  return (
    <li>
      <button type="button" class="row" onClick={() => open('#/domains')}>
        <span class="name">{domain.domain}</span>
        <span class="soft">{texts.newDomain(domain.reports)}</span>
      </button>
    </li>
  );
}

function RecentRow({ report, texts }: { report: RecentReport; texts: PopupTexts }) {
  const { language } = texts;
  return (
    <li>
      <button type="button" class="row" onClick={() => open(reportPlace(report.kind, report.id))}>
        <span class="name">
          {report.domain} <span class="soft">{report.reporter}</span>
        </span>
        <span class="soft figures">
          {formatPeriod(report.begin, report.end, language)} ·{' '}
          {texts.messages(formatCount(report.messages, language), report.messages === 1)}
          {report.kind === 'aggregate' &&
            ` · ${texts.pass(shareText(report.passed, report.messages, language))}`}
        </span>
      </button>
    </li>
  );
}

function open(place: string): void {
  void openApp(place).then(() => window.close());
}
