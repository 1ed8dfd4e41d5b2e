import type { AttentionDomain, Overview, RecentReport } from '../messages/own-protocol.ts';
import { reportPlace } from '../messages/report-place.ts';
import { openApp } from '../platform/tabs.ts';
import { formatCount, formatPeriod, formatShare } from '../texts/format.ts';
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
      {overview.attention.length > 0 && (
        <section>
          <h2>{texts.attention}</h2>
          <ul class="rows">
            {overview.attention.map((domain) => (
              <AttentionRow key={domain.domain} domain={domain} texts={texts} />
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

function AttentionRow({ domain, texts }: { domain: AttentionDomain; texts: PopupTexts }) {
  const place = domain.unconfirmed ? '#/domains' : `#/reports?domain=${encodeURIComponent(domain.domain)}`;
  return (
    <li>
      <button type="button" class="row" onClick={() => open(place)}>
        <span class="name">{domain.domain}</span>
        <span class={domain.unconfirmed ? 'soft' : 'bad'}>
          {domain.unconfirmed ? texts.newDomain(domain.reports) : texts.notInSpf(domain.notInSpf)}
        </span>
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
            ` · ${texts.pass(formatShare(report.passed, report.messages, language))}`}
        </span>
      </button>
    </li>
  );
}

function open(place: string): void {
  void openApp(place).then(() => window.close());
}
