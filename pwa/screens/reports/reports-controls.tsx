import { useState } from 'preact/hooks';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { commonTexts } from '../../components/common-texts.ts';
import { DeleteDataDialog } from '../../components/delete-data-dialog.tsx';
import { deleteDataTexts } from '../../components/delete-data-texts.ts';
import { Menu } from '../../components/menu.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Segments } from '../../components/segments.tsx';
import { textsOf } from '../../state/language.ts';
import { DEFAULT_PERIOD, PERIODS, readPeriod } from '../../state/period.ts';
import { route, setParams } from '../../state/router.ts';
import { reportsTexts } from './texts.ts';

/** Title, domain and period. Both are new entries of the history: back leads to the figures seen before. */
export function ReportsControls({ domain, rows }: { domain: string; rows: DomainRow[] }) {
  const t = textsOf(reportsTexts);
  const [deleting, setDeleting] = useState(false);
  const period = route.value.params.get('period') ?? DEFAULT_PERIOD;
  const names = [...new Set([domain, ...rows.map((row) => row.domain)])].sort();
  const known = PERIODS.find((p) => p === period) ?? null;
  const dates = readPeriod(period);
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  const own = (from: string, to: string) => {
    if (from && to && from <= to) setParams({ period: `${from}..${to}` }, {});
  };
  return (
    <>
      <PageHeader
        title={t.title}
        beside={
          <div class="row">
            <label class="row">
              <span class="hidden-visually">{t.domain}</span>
              <select
                value={domain}
                onChange={(event) => setParams({ domain: event.currentTarget.value, sender: null }, {})}
              >
                {names.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
            <Segments
              label={t.period}
              options={PERIODS.map((id) => ({ id, label: t.periods[id] }))}
              current={known}
              onChange={(id) => setParams({ period: id }, {})}
            />
            {period !== 'all' && (
              <span class="row">
                <label>
                  <span class="hidden-visually">{t.from}</span>
                  <input
                    type="date"
                    value={iso(dates.begin)}
                    onChange={(event) => own(event.currentTarget.value, iso(dates.end - 1))}
                  />
                </label>
                <span aria-hidden="true">–</span>
                <label>
                  <span class="hidden-visually">{t.to}</span>
                  <input
                    type="date"
                    value={iso(dates.end - 1)}
                    onChange={(event) => own(iso(dates.begin), event.currentTarget.value)}
                  />
                </label>
              </span>
            )}
          </div>
        }
      >
        <Menu
          label={textsOf(commonTexts).more}
          items={[{ label: textsOf(deleteDataTexts).menu, danger: true, run: () => setDeleting(true) }]}
        />
      </PageHeader>
      {deleting && <DeleteDataDialog domain={domain} period={dates} onClose={() => setDeleting(false)} />}
    </>
  );
}
