import { FileSearch } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { ReportListRow } from '../../../core/engine/reports/face.ts';
import { dayText } from '../../../core/lib/days.ts';
import type { Period } from '../../../core/model/period.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useScrollCurrentIntoView } from '../../components/use-scroll-current-into-view.ts';
import { textsOf } from '../../state/language.ts';
import { readPeriod } from '../../state/period.ts';
import { openResolverDialog } from '../../state/resolver-choice.ts';
import { go, href, route, setParams } from '../../state/router.ts';
import { network } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { confirmDomain } from '../domains/decide-domains.ts';
import { IgnoredList } from './ignored-list.tsx';
import { ReportList } from './report-list.tsx';
import { ReportersCard } from './reporters-card.tsx';
import { ReportsControls } from './reports-controls.tsx';
import { ReportsTotals } from './reports-totals.tsx';
import { SenderDetailsOverlay } from './sender-details.tsx';
import { SenderTable } from './sender-table.tsx';
import { ServicesView } from './services-view.tsx';
import { answerCame, withDecisions } from './shown-decisions.ts';
import { reportsTexts } from './texts.ts';
import { TrafficChart } from './traffic-chart.tsx';
import '../../styles/reports.css';

/** The senders of a domain in a period; domain, period, filters and the open sender stand in the address bar. */
export function ReportsScreen() {
  const t = textsOf(reportsTexts);
  const domains = useQuery('domains', (engine) => engine.domains.list(readPeriod('30')), ['domains']);
  if (domains.error) return <Failure error={domains.error} />;
  if (!domains.data) return <Busy />;
  const { params } = route.value;
  const wanted = params.get('domain');
  // A domain that the user left alone is not offered; a link to it still leads there.
  const rows = domains.data.filter((row) => row.listing !== 'declined' || row.domain === wanted);
  const period = readPeriod(params.get('period'));
  const view = VIEWS.find((each) => each === params.get('view')) ?? 'senders';
  const domain = wanted ?? firstChoice(rows);
  if (!domain) {
    return (
      <>
        <PageHeader title={t.title} />
        <EmptyState icon={<FileSearch size={40} />} title={t.noDomain.title} text={t.noDomain.text}>
          <Button kind="primary" onClick={() => go(href('import'))}>
            {t.noDomain.import}
          </Button>
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <ReportsControls domain={domain} rows={rows} />
      <ReportsViews current={view} />
      {view === 'senders' && <Hints domain={domain} row={rows.find((row) => row.domain === domain)} />}
      {view === 'senders' && <DomainTraffic domain={domain} period={period} />}
      {isKind(view) && <ReportList domain={domain} period={period} kind={view} />}
      {view === 'ignored' && <IgnoredList />}
      {view === 'services' && <ServicesView />}
    </>
  );
}

/** The confirmed domain with the most messages, else any with messages. */
function firstChoice(rows: DomainRow[]): string | null {
  const rank = (row: DomainRow) => (row.listing === 'confirmed' ? 1e15 : 0) + row.totals.messages;
  return rows.toSorted((a, b) => rank(b) - rank(a))[0]?.domain ?? null;
}

/** Why statuses may be missing, and what to do. */
function Hints({ domain, row }: { domain: string; row: DomainRow | undefined }) {
  const t = textsOf(reportsTexts);
  if (row && row.listing !== 'confirmed') {
    return (
      <div class="banner" data-tone="warn">
        <p>{t.unconfirmed.text(domain)}</p>
        <Button onClick={() => void confirmDomain(domain)}>{t.unconfirmed.confirm}</Button>
      </div>
    );
  }
  if (network.value === 'unasked' && row && !row.sample) {
    return (
      <div class="banner" data-tone="warn">
        <p>{t.unchecked.text}</p>
        <Button kind="primary" onClick={openResolverDialog}>
          {t.unchecked.choose}
        </Button>
      </div>
    );
  }
  return null;
}

/** Lists of the page, as the address bar names them. */
const VIEWS = ['senders', 'aggregate', 'tls', 'failure', 'ignored', 'services'] as const;
type View = (typeof VIEWS)[number];

function isKind(view: View): view is ReportListRow['kind'] {
  return view === 'aggregate' || view === 'tls' || view === 'failure';
}

/** Links, not tabs: each is a page of its own with its own address. */
function ReportsViews({ current }: { current: View }) {
  const t = textsOf(reportsTexts);
  const row = useRef<HTMLElement>(null);
  useScrollCurrentIntoView(row, '[aria-current="page"]', current);
  const { domain, period } = Object.fromEntries(route.value.params);
  return (
    <nav ref={row} class="tabs no-print" aria-label={t.viewsLabel}>
      {VIEWS.map((view) => (
        <a
          key={view}
          href={href('reports', { domain, period, view: view === 'senders' ? null : view })}
          aria-current={view === current ? 'page' : undefined}
        >
          {t.views[view]}
        </a>
      ))}
    </nav>
  );
}

/** Low enough that the first sender stands in the upper half of a small laptop's screen. */
const CHART_HEIGHT = 92;

function DomainTraffic({ domain, period }: { domain: string; period: Period }) {
  const t = textsOf(reportsTexts);
  const query = useQuery(
    `${domain} ${period.begin} ${period.end}`,
    (engine) => engine.senders.list(domain, period),
    ['senders', 'reports', 'imports'],
    domain,
  );
  const open = route.value.params.get('sender');
  useEffect(() => {
    if (query.data) answerCame(domain, query.data.senders);
  }, [query.data]);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  const list = withDecisions(query.data);
  if (list.totals.messages === 0 && list.senders.length === 0) {
    const words = t.noTraffic(domain);
    return <EmptyState icon={<FileSearch size={40} />} title={words.title} text={words.text} />;
  }
  return (
    <>
      <div class="reports-top">
        <ReportsTotals list={list} />
        <section class="card chart-card" title={t.chart.hint}>
          <TrafficChart days={list.days} height={CHART_HEIGHT} onSelect={selectDays} />
        </section>
      </div>
      {list.pending && network.value === 'on' && <p class="muted">{t.pending}</p>}
      <SenderTable list={list} period={period} />
      <ReportersCard list={list} />
      {open && <SenderDetailsOverlay key={open} domain={domain} period={period} senderKey={open} />}
    </>
  );
}

/** A new entry of the history: back leads to the period seen before. */
function selectDays(first: number, last: number): void {
  if (last >= first) setParams({ period: `${dayText(first)}..${dayText(last)}` }, {});
}
