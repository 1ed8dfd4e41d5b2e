import '../../styles/configuration.css';
import { Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { Need } from '../../../core/model/need.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { importing } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { readPeriod } from '../../state/period.ts';
import { openResolverDialog } from '../../state/resolver-choice.ts';
import { go, href, route, setParams } from '../../state/router.ts';
import { network } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { AddDomainsDialog, addTexts } from './add-domains-dialog.tsx';
import { domainColumns } from './columns.tsx';
import { ConfirmDomains } from './confirm-domains.tsx';
import { DomainFilters } from './domain-filters.tsx';
import { DomainsEmpty } from './domains-empty.tsx';
import { domainLine, linesBelow } from './lines.ts';
import { ModeDialog } from './mode-dialog.tsx';
import { NamelessReports } from './nameless-mail.tsx';
import { NeedsList } from './needs-list.tsx';
import { RecheckLine, RefreshButton } from './recheck-line.tsx';
import { TagTotalsTable } from './tag-totals-table.tsx';
import { TagsButton } from './tags-dialog.tsx';
import { domainsTexts, filterOf } from './texts.ts';
import { useUnfolded } from './use-unfolded.ts';
import { WhyDialog } from './why-dialog.tsx';
import { withCounts } from './with-counts.ts';

/** Names of strangers stand behind their number from so many on, once there are own domains to look at. */
const FOLDED_FROM = 8;

/** The Domains page: what is wrong, since when, what to do; one row a confirmed domain. */
export function DomainsScreen() {
  const t = textsOf(domainsTexts);
  const query = useQuery('domains', (engine) => engine.domains.list(readPeriod('30')), [
    'domains',
    'senders',
    'hosts',
  ]);
  const counts = useQuery('domain counts', (engine) => engine.domains.count(readPeriod('30')), [
    'domains',
    'senders',
  ]);
  // What needs the user is told otherwise while reports are read, and again when they are.
  const reading = importing.value !== null;
  const needs = useQuery(`needs ${reading}`, (engine) => engine.domains.needs(), [
    'domains',
    'senders',
    'hosts',
    'settings',
  ]);
  const [why, setWhy] = useState<string | null>(null);
  const [mode, setMode] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const { open, toggle, names } = useUnfolded();
  const [sort, setSort] = useState({ column: 'need', down: true });
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) {
    return (
      <>
        <PageHeader title={t.title} />
        <Busy />
      </>
    );
  }
  const params = route.value.params;
  const mine = withCounts(
    query.data.filter((row) => row.listing === 'confirmed'),
    counts.data,
  );
  // Reports that name no domain stand apart.
  const unknown = query.data.filter((row) => row.listing === 'unconfirmed' && row.domain !== '');
  const shown = choose(mine, {
    search: params.get('q') ?? '',
    status: params.get('status') ?? 'all',
    tag: params.get('tag') ?? '',
  });
  const asked = why && query.data.find((row) => row.domain === why);
  if (query.data.length === 0) {
    return (
      <>
        <DomainsEmpty onAdd={() => setAdding(true)} />
        {adding && <AddDomainsDialog onClose={() => setAdding(false)} />}
      </>
    );
  }
  return (
    <>
      <PageHeader title={t.title} lead={mine.length > 0 ? t.lead : undefined}>
        {mine.length > 0 && network.value === 'on' && <RefreshButton />}
        <Button onClick={() => setAdding(true)}>
          <Plus size={16} aria-hidden="true" />
          {textsOf(addTexts).open}
        </Button>
      </PageHeader>
      {network.value === 'unasked' && mine.some((row) => !row.sample) && (
        <div class="banner" data-tone="warn">
          <p>{t.unasked.text}</p>
          <Button kind="primary" onClick={openResolverDialog}>
            {t.unasked.choose}
          </Button>
        </div>
      )}
      <RecheckLine />
      {mine.length > 0 && <NeedsList query={needs} />}
      <ConfirmDomains rows={unknown} folded={mine.length > 0 && unknown.length > FOLDED_FROM} />
      {query.data.some((row) => row.domain === '') && <NamelessReports />}
      {mine.length > 0 && <DomainFilters rows={mine} />}
      {mine.length > 1 && (
        <div class="row">
          <TagTotalsTable rows={mine} needs={needs.data?.needs} />
          <span class="spring" />
          <TagsButton rows={shown} />
        </div>
      )}
      {mine.length > 0 && shown.length === 0 && (
        <div class="empty">
          <p>{t.noMatch}</p>
          <Button onClick={() => setParams({ q: null, status: null, tag: null })}>{t.showAll}</Button>
        </div>
      )}
      {shown.length > 0 && (
        <DataTable
          label={t.list}
          columns={domainColumns({
            ask: setWhy,
            change: setMode,
            toggle,
            open,
            needs: byDomain(needs.data?.needs),
          })}
          rows={shown.map(domainLine)}
          rowKey={(line) => line.key}
          sort={sort}
          onSort={setSort}
          onOpen={({ kind, row }) =>
            go(href('domain', { domain: row.domain, ...(kind === 'domain' ? {} : { tab: 'subdomains' }) }))
          }
          rowHeight={53}
          below={(line) => linesBelow(line, names)}
          isBelow={(line) => line.kind !== 'domain'}
        />
      )}
      {mode && <ModeDialog domain={mode} onClose={() => setMode(null)} />}
      {adding && <AddDomainsDialog onClose={() => setAdding(false)} />}
      {asked && <WhyDialog row={asked} onClose={() => setWhy(null)} />}
    </>
  );
}

/** Needs by domain: the domain with the worst first, and of each the worst first. */
export function byDomain(needs: readonly Need[] = []): Map<string, Need[]> {
  const lists = new Map<string, Need[]>();
  for (const need of needs) {
    const list = lists.get(need.domain);
    if (list) list.push(need);
    else lists.set(need.domain, [need]);
  }
  return lists;
}

interface Choice {
  search: string;
  status: string;
  /** Empty: any or none. */
  tag: string;
}

/** Rows that fit the words of the search (name or tag), the status of the filter and the tag. */
export function choose(rows: DomainRow[], { search, status, tag }: Choice): DomainRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) =>
      (status === 'all' || filterOf(row) === status) &&
      (tag === '' || row.tags.includes(tag)) &&
      words.every(
        (word) => row.domain.includes(word) || row.tags.some((tag) => tag.toLowerCase().includes(word)),
      ),
  );
}
