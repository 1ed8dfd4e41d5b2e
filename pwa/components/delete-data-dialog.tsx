import { useState } from 'preact/hooks';
import type { DataFilter } from '../../core/engine/reports/face.ts';
import type { Period } from '../../core/model/period.ts';
import { deleteData } from '../state/deletions.ts';
import { day, number } from '../state/format.ts';
import { textsOf } from '../state/language.ts';
import { useQuery } from '../state/use-query.ts';
import { Button } from './button.tsx';
import { commonTexts } from './common-texts.ts';
import { deleteDataTexts } from './delete-data-texts.ts';
import { Dialog } from './dialog.tsx';
import { Failure } from './failure.tsx';

const DAY = 86_400;

interface Choice {
  /** Empty for all. */
  domain: string;
  span: 'all' | 'before' | 'between';
  /** Dates as `2026-01-31`; empty where none is chosen yet. */
  from: string;
  to: string;
}

/** Asks which reports to delete, tells how many that are, and deletes them. */
export function DeleteDataDialog(props: { domain?: string; period?: Period; onClose: () => void }) {
  const t = textsOf(deleteDataTexts);
  const [choice, setChoice] = useState<Choice>(() => firstChoice(props.domain, props.period));
  const [busy, setBusy] = useState(false);
  const filter = filterOf(choice);
  const figures = useQuery(
    JSON.stringify(filter),
    (engine) => (filter ? engine.reports.countData(filter) : Promise.resolve(null)),
    ['reports'],
  );
  const found = figures.data;
  const run = async () => {
    if (!filter) return;
    setBusy(true);
    await deleteData(filter, {
      deleted: (n) => (choice.domain ? t.deletedOf(number(n), choice.domain) : t.deleted(number(n))),
      undo: textsOf(commonTexts).undo,
    });
    props.onClose();
  };
  return (
    <Dialog
      title={t.title}
      onClose={props.onClose}
      foot={
        <>
          <Button onClick={props.onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button kind="danger" disabled={busy || !found || found.reports === 0} onClick={() => void run()}>
            {busy ? t.going : t.go(number(found?.reports ?? 0))}
          </Button>
        </>
      }
    >
      <DataChoice choice={choice} onChange={setChoice} />
      {figures.error && <Failure error={figures.error} />}
      <div role="status">
        {filter && found === undefined && <p>{t.counting}</p>}
        {found?.reports === 0 && <p>{t.nothing}</p>}
        {found && found.reports > 0 && (
          <p>
            <strong>
              {t.figures(
                number(found.reports),
                number(found.messages),
                day(found.begin ?? 0),
                day((found.end ?? 1) - 1),
              )}
            </strong>{' '}
            {found.domains.length > 1 && t.ofDomains(number(found.domains.length))}{' '}
            {found.kept > 0 && t.kept(number(found.kept))}
          </p>
        )}
      </div>
      <p class="muted">{t.lead}</p>
    </Dialog>
  );
}

function DataChoice({ choice, onChange }: { choice: Choice; onChange: (next: Choice) => void }) {
  const t = textsOf(deleteDataTexts);
  const stored = useQuery('all', (engine) => engine.reports.countData({}));
  const names = new Set(stored.data?.domains);
  if (choice.domain) names.add(choice.domain);
  const date = (name: 'from' | 'to', label: string) => (
    <label class="field">
      <span>{label}</span>
      <input
        type="date"
        value={choice[name]}
        onChange={(event) => onChange({ ...choice, [name]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <>
      <label class="field">
        <span>{t.domain}</span>
        <select
          value={choice.domain}
          onChange={(event) => onChange({ ...choice, domain: event.currentTarget.value })}
        >
          <option value="">{t.allDomains}</option>
          {[...names].sort().map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{t.period}</span>
        <select
          value={choice.span}
          onChange={(event) => onChange({ ...choice, span: event.currentTarget.value as Choice['span'] })}
        >
          <option value="all">{t.allTime}</option>
          <option value="before">{t.before}</option>
          <option value="between">{t.between}</option>
        </select>
      </label>
      {choice.span === 'before' && date('to', t.day)}
      {choice.span === 'between' && (
        <div class="row">
          {date('from', t.from)}
          {date('to', t.to)}
        </div>
      )}
    </>
  );
}

function firstChoice(domain: string | undefined, period: Period | undefined): Choice {
  const iso = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10);
  const dates = period && period.begin > 0 ? { from: iso(period.begin), to: iso(period.end - 1) } : null;
  return { domain: domain ?? '', span: dates ? 'between' : 'all', ...(dates ?? { from: '', to: '' }) };
}

/** What is chosen, in whole UTC days; null as long as a date is missing or the days are in the wrong order. */
function filterOf({ domain, span, from, to }: Choice): DataFilter | null {
  const named = domain ? { domain } : {};
  if (span === 'all') return named;
  const at = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;
  const period = span === 'before' ? { begin: 0, end: at(to) } : { begin: at(from), end: at(to) + DAY };
  return period.begin < period.end ? { ...named, period } : null;
}
