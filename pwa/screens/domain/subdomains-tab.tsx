import { useState } from 'preact/hooks';
import type { DomainPage, SubdomainRow } from '../../../core/engine/domains/face.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { getEngine } from '../../state/engine.ts';
import { number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { network } from '../../state/settings.ts';
import { domainTexts } from './domain-texts.ts';

/** Names below the domain, and whether a record of their own applies to them. */
export function SubdomainsTab({ page }: { page: DomainPage }) {
  const t = textsOf(domainTexts).subdomains;
  const [sort, setSort] = useState({ column: 'messages', down: true });
  if (page.subdomains.length === 0) return <p class="muted">{t.none}</p>;
  return (
    <>
      <p class="muted">{t.lead}</p>
      <DataTable
        label={textsOf(domainTexts).tabs.subdomains}
        columns={columns(page.row.domain)}
        rows={page.subdomains}
        rowKey={(row) => row.name}
        sort={sort}
        onSort={setSort}
      />
    </>
  );
}

function columns(domain: string): Column<SubdomainRow>[] {
  const t = textsOf(domainTexts).subdomains;
  const c = textsOf(commonTexts);
  return [
    {
      id: 'name',
      title: t.name,
      sort: (row) => row.name,
      cell: (row) => <span class="break">{row.name}</span>,
    },
    {
      id: 'record',
      title: t.record,
      sort: (row) => row.record,
      cell: (row) => <RecordCell row={row} domain={domain} />,
    },
    {
      id: 'messages',
      title: c.messages,
      end: true,
      sort: (row) => row.messages,
      cell: (row) => number(row.messages),
    },
    {
      id: 'passed',
      title: c.passed,
      end: true,
      sort: (row) => (row.messages ? row.passed / row.messages : 0),
      cell: (row) => percent(row.passed, row.messages),
    },
  ];
}

function RecordCell({ row, domain }: { row: SubdomainRow; domain: string }) {
  const t = textsOf(domainTexts).subdomains;
  if (row.record === 'own') return <>{t.own}</>;
  if (row.record === 'inherits') return <>{t.inherits(domain)}</>;
  return (
    <span class="row">
      <span class="muted">{row.record === 'unasked' ? t.unasked : t.unknown}</span>
      {network.value === 'on' && (
        <Button
          kind="quiet"
          label={t.lookNow(row.name)}
          onClick={async () => {
            await getEngine().domains.lookUpSubdomain(domain, row.name);
          }}
        >
          {t.look}
        </Button>
      )}
    </span>
  );
}
