import { useState } from 'preact/hooks';
import type { ReportView } from '../../../core/engine/reports/face.ts';
import { dayText, reportDay } from '../../../core/lib/days.ts';
import { noteSentence } from '../../../core/words/note.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { DeleteReportButton } from '../../components/delete-report-button.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { moment, momentUtc, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { go, href, route } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { ReportsTotals } from '../reports/reports-totals.tsx';
import { RecordTable } from './record-table.tsx';
import { reportTexts } from './texts.ts';
import { XmlDialog } from './xml-dialog.tsx';

/** Rows asked for at first, and more at a click: a report of a million rows opens as fast as a small one. */
const PAGE = 2_000;

/** One report: who reported what, the policy as published, every row, the repairs, the document itself. */
export function ReportScreen() {
  const t = textsOf(reportTexts);
  const id = route.value.path[1] ?? '';
  const [count, setCount] = useState(PAGE);
  const [xml, setXml] = useState(false);
  const query = useQuery(`${id} ${count}`, (engine) => engine.reports.view(id, 0, count), [
    'reports',
    'senders',
  ]);
  if (query.error) return <Failure error={query.error} />;
  if (query.data === undefined) return <Busy />;
  if (query.data === null) {
    return (
      <>
        <PageHeader title={t.title} />
        <p class="empty">{t.gone}</p>
      </>
    );
  }
  const view = query.data;
  const { header } = view;
  return (
    <>
      <PageHeader title={t.of(header.reporter || header.orgName, header.policy.domain)}>
        <span class="row no-print">
          <Button onClick={() => go(href('reports', { domain: header.policy.domain }))}>{t.senders}</Button>
          <Button onClick={() => setXml(true)}>{t.showXml}</Button>
          <Button onClick={() => window.print()}>{t.print}</Button>
          <DeleteReportButton id={id} figures={t.deleteText(number(header.totals.messages))} />
        </span>
      </PageHeader>
      <ReportsTotals
        list={{
          totals: header.totals,
          reporters: [{ reporter: header.reporter, reports: 1, messages: 0, lastDay: 0, missingDays: [] }],
        }}
      />
      <Facts view={view} />
      <Notes view={view} />
      <Overrides view={view} />
      <RecordTable
        records={view.records}
        domain={header.policy.domain}
        day={dayText(reportDay(header.begin, header.end))}
      />
      {view.more > 0 && (
        <div class="row">
          <Button onClick={() => setCount(count + PAGE)}>{t.more(number(view.more))}</Button>
        </div>
      )}
      {xml && <XmlDialog id={id} name={fileName(view)} onClose={() => setXml(false)} />}
    </>
  );
}

function Facts({ view }: { view: ReportView }) {
  const t = textsOf(reportTexts);
  const { header, mail } = view;
  const policy = Object.entries({
    p: header.policy.p,
    sp: header.policy.sp,
    np: header.policy.np,
    adkim: header.policy.adkim,
    aspf: header.policy.aspf,
    pct: header.policy.pct,
    fo: header.policy.fo,
    testing: header.policy.testing === null ? null : header.policy.testing ? 'y' : 'n',
    discovery_method: header.policy.discoveryMethod,
  }).filter(([, value]) => value !== null);
  const facts: [string, preact.ComponentChildren][] = [
    [t.reporter, header.orgName],
    [t.range, `${momentUtc(header.begin)} – ${momentUtc(header.end)}`],
    [t.policy, <code key="p">{policy.map(([tag, value]) => `${tag}=${value}`).join('; ')}</code>],
    [t.id, <code key="i">{header.reportId}</code>],
    [t.contact, [header.email, header.extraContact].filter(Boolean).join(', ')],
    [t.generator, header.generator],
    [t.mail, mail && `${mail.fromDomain} (${mail.fits ? t.mailFits : t.mailNot})`],
    [t.errors, header.errors.join('; ')],
    [t.extensions, header.extensions.join('; ')],
    [t.file, view.fileName],
    [t.imported, view.stored && moment(view.imported)],
  ];
  return (
    <section class="card">
      <dl class="facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name} class="contents">
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}

function Notes({ view }: { view: ReportView }) {
  const t = textsOf(reportTexts);
  if (view.notes.length === 0) return null;
  return (
    <section class="card">
      <h2>{t.notes}</h2>
      <p class="muted">{t.notesLead}</p>
      <ul>
        {view.notes.map((note) => (
          <li key={note.code + note.path}>
            {noteSentence(note, language.value)} <code class="muted">{note.path}</code>{' '}
            <span class="muted">
              {t.found} “{note.found}”, {t.assumed} “{note.assumed}”
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Reasons for which receivers did not do what the policy asks, with what each means. */
function Overrides({ view }: { view: ReportView }) {
  const t = textsOf(reportTexts);
  const sums = new Map<string, { rows: number; messages: number }>();
  for (const record of view.records) {
    for (const type of new Set(record.reasons.map((reason) => reason.type))) {
      const sum = sums.get(type) ?? { rows: 0, messages: 0 };
      sums.set(type, { rows: sum.rows + 1, messages: sum.messages + record.messages });
    }
  }
  if (sums.size === 0) return null;
  return (
    <section class="card">
      <h2>{t.overridesTitle}</h2>
      <p class="muted">{t.overridesLead}</p>
      <ul>
        {[...sums].map(([type, { rows, messages }]) => (
          <li key={type}>
            <code>{type}</code> ({t.overrideCount(number(rows), number(messages))}):{' '}
            {t.overrides[type] ?? t.overrides.other}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A name for the saved document, after RFC 7489 section 7.2.1.1. */
function fileName(view: ReportView): string {
  const { reporter, policy, begin, end } = view.header;
  return `${reporter}!${policy.domain}!${begin}!${end}.xml`.replace(/[^\w.!@-]/g, '_');
}
