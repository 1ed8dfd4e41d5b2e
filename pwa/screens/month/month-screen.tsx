import '../../styles/month.css';
import { Printer } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { visibleText } from '../../../core/lib/visible-text.ts';
import type { MonthFacts } from '../../../core/model/month-report.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { monthName } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { MonthSheet } from './month-sheet.tsx';
import { OwnerFields } from './owner-fields.tsx';
import { monthTexts } from './texts.ts';

/** A report on one month of a domain, to be handed on: made from the same views as the pages, and for paper. */
export function MonthScreen() {
  const t = textsOf(monthTexts);
  const { params } = route.value;
  const domain = params.get('domain') ?? '';
  const asked = params.get('month');
  const query = useQuery(
    `${domain} ${asked}`,
    (engine) => engine.domains.month(domain, asked),
    ['domains', 'reports'],
    domain,
  );
  const { data } = query;
  // Printed, the title names the file.
  useEffect(() => {
    if (data) document.title = `${visibleText(t.title(domain, monthName(data.month)))} – Rualens`;
  }, [data, domain]);
  return (
    <>
      <div class="no-print stack">
        <PageHeader title={t.short}>
          <Button kind="primary" disabled={!data} onClick={() => window.print()}>
            <Printer size={16} aria-hidden="true" />
            {t.print}
          </Button>
        </PageHeader>
        {data && (
          <div class="row month-fields">
            <MonthChoice facts={data} />
            <OwnerFields />
          </div>
        )}
      </div>
      {query.error && <Failure error={query.error} />}
      {data === undefined && !query.error && <Busy />}
      {data === null && <p class="empty">{t.none}</p>}
      {data && <MonthSheet facts={data} />}
    </>
  );
}

function MonthChoice({ facts }: { facts: MonthFacts }) {
  const t = textsOf(monthTexts);
  const months = [...new Set([facts.month, ...facts.months])].sort().reverse();
  return (
    <label class="field">
      <span>{t.choose}</span>
      <select value={facts.month} onChange={(event) => setParams({ month: event.currentTarget.value })}>
        {months.map((each) => (
          <option key={each} value={each}>
            {monthName(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
