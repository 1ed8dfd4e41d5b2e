import '../../styles/configuration.css';
import '../../styles/spf.css';
import { ListTree, RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { SpfPage } from '../../../core/engine/spf/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { readPeriod } from '../../state/period.ts';
import { openResolverDialog } from '../../state/resolver-choice.ts';
import { go, href, route, setParams } from '../../state/router.ts';
import { network } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { confirmDomain } from '../domains/decide-domains.ts';
import { HistoryTab } from './history-tab.tsx';
import { RecordTab } from './record-tab.tsx';
import { spfTexts } from './texts.ts';
import { TryTab } from './try-tab.tsx';

/** Names listed beside a domain at first. */
const RELATED = 12;
const TABS = ['record', 'try', 'history'] as const;

/** The SPF record of a domain: what it leads to, what is wrong, what another would do, how it was before. */
export function SpfScreen() {
  const t = textsOf(spfTexts);
  const domains = useQuery('domains', (engine) => engine.domains.list(readPeriod('30')), ['domains']);
  if (domains.error) return <Failure error={domains.error} />;
  if (!domains.data) return <Busy />;
  const rows = domains.data.filter((row) => row.listing !== 'declined');
  const domain = route.value.params.get('domain') ?? firstChoice(rows);
  if (!domain) {
    return (
      <>
        <PageHeader title={t.title} />
        <EmptyState icon={<ListTree size={40} />} title={t.noDomain.title} text={t.noDomain.text}>
          <Button kind="primary" onClick={() => go(href('import'))}>
            {t.noDomain.import}
          </Button>
        </EmptyState>
      </>
    );
  }
  return <DomainSpf key={domain} domain={domain} rows={rows} />;
}

/** The confirmed domain with the most messages. */
function firstChoice(rows: DomainRow[]): string | null {
  const rank = (row: DomainRow) => (row.listing === 'confirmed' ? 1e15 : 0) + row.totals.messages;
  return rows.toSorted((a, b) => rank(b) - rank(a))[0]?.domain ?? null;
}

function DomainSpf({ domain, rows }: { domain: string; rows: DomainRow[] }) {
  const t = textsOf(spfTexts);
  const [newer, setNewer] = useState<SpfPage | null>(null);
  const [asking, setAsking] = useState(false);
  const query = useQuery(
    domain,
    async (engine) => {
      const page = await engine.spf.page(domain);
      setNewer(null);
      return page;
    },
    ['domains', 'senders', 'settings'],
  );
  const page = newer ?? query.data;
  const tab = TABS.find((id) => id === route.value.params.get('tab')) ?? 'record';
  const names = [...new Set([domain, ...rows.map((row) => row.domain)])].sort();
  const lookAgain = async () => {
    setAsking(true);
    try {
      setNewer(await getEngine().spf.page(domain, true));
      // Statuses rest on the record as well.
      await getEngine().domains.refresh([page?.judgedFor ?? domain]);
    } finally {
      setAsking(false);
    }
  };
  return (
    <>
      <PageHeader title={t.title}>
        <label>
          <span class="hidden-visually">{t.domain}</span>
          <select
            value={domain}
            onChange={(event) => go(href('spf', { domain: event.currentTarget.value, tab: tabParam(tab) }))}
          >
            {names.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {page?.confirmed && network.value === 'on' && (
          <Button disabled={asking} onClick={() => void lookAgain()}>
            <RefreshCw class={asking ? 'spin' : ''} size={16} aria-hidden="true" />
            {asking ? t.looking : t.again}
          </Button>
        )}
        <a class="button" href={href('reports', { domain: page?.judgedFor ?? domain })}>
          {t.senders}
        </a>
      </PageHeader>
      {query.error && <Failure error={query.error} />}
      {!page && query.busy && <Busy text={t.asking} />}
      {page && !page.confirmed && (
        <div class="banner" data-tone="warn">
          <p>{t.unconfirmed(domain)}</p>
          <Button kind="primary" onClick={() => void confirmDomain(domain)}>
            {t.confirm}
          </Button>
        </div>
      )}
      {page?.judgedFor && (
        <p class="muted">
          {t.judgedFor} <a href={href('spf', { domain: page.judgedFor })}>{page.judgedFor}</a>
        </p>
      )}
      {page && page.related.length > 0 && <Related names={page.related} />}
      {page?.confirmed && (
        <Tabs
          label={domain}
          tabs={TABS.map((id) => ({ id, label: t.tabs[id] }))}
          current={tab}
          onChange={(id) => setParams({ tab: tabParam(id) })}
        >
          {tab === 'record' && (page.view ? <RecordTab view={page.view} /> : <Nobody />)}
          {tab === 'try' && <TryTab domain={domain} published={page.view?.tree.text ?? ''} />}
          {tab === 'history' && <HistoryTab domain={domain} />}
        </Tabs>
      )}
    </>
  );
}

const tabParam = (id: string): string | null => (id === 'record' ? null : id);

/** Header-from and envelope names of the domain's mail, each with a record of its own. */
function Related({ names }: { names: readonly string[] }) {
  const t = textsOf(spfTexts);
  const [all, setAll] = useState(false);
  return (
    <p class="row spf-related">
      <span class="muted small">{t.related}</span>
      {(all ? names : names.slice(0, RELATED)).map((name) => (
        <a key={name} class="mono small" href={href('spf', { domain: name })}>
          {name}
        </a>
      ))}
      {!all && names.length > RELATED && (
        <button type="button" class="link small" onClick={() => setAll(true)}>
          {t.history.more(number(names.length - RELATED))}
        </button>
      )}
    </p>
  );
}

function Nobody() {
  const t = textsOf(spfTexts).nobody;
  return (
    <EmptyState icon={<ListTree size={40} />} title={t.title} text={t.text}>
      <Button kind="primary" onClick={openResolverDialog}>
        {t.choose}
      </Button>
    </EmptyState>
  );
}
