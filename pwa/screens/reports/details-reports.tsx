import { useState } from 'preact/hooks';
import type { RecordRow } from '../../../core/engine/reports/face.ts';
import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { getEngine } from '../../state/engine.ts';
import { day, number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { reportTexts } from '../report/texts.ts';
import { reportsTexts } from './texts.ts';

/** Reports listed at first, and more at a click; records of one report shown at most. */
const PAGE = 50;
const RECORDS = 200;

/** The reports that name the sender, each with its rows of it, and each row with its XML. */
export function DetailsReports({ details }: { details: SenderDetails }) {
  const t = textsOf(reportsTexts).details;
  const [count, setCount] = useState(PAGE);
  const addresses = details.addresses.map((row) => row.address);
  const rest = details.reports.length - count;
  return (
    <>
      <ul class="report-rows">
        {details.reports.slice(0, count).map((report) => (
          <li key={report.id}>
            <ReportEntry report={report} addresses={addresses} />
          </li>
        ))}
      </ul>
      {rest > 0 && <Button onClick={() => setCount(count + PAGE)}>{t.more(number(rest))}</Button>}
    </>
  );
}

function ReportEntry(props: { report: SenderDetails['reports'][number]; addresses: string[] }) {
  const { report, addresses } = props;
  const t = textsOf(reportsTexts).details;
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="spring">{report.reporter}</span>
        <span class="muted nowrap">{day((report.begin + report.end) / 2)}</span>
        <span class="num report-count">
          {t.messages(number(report.messages))} · {percent(report.passed, report.messages)}
        </span>
      </summary>
      {open && (
        <>
          <Records id={report.id} addresses={addresses} />
          <p>
            <a href={href(`report/${report.id}`)}>{t.open}</a>
          </p>
        </>
      )}
    </details>
  );
}

function Records({ id, addresses }: { id: string; addresses: string[] }) {
  const t = textsOf(reportsTexts).details;
  const query = useQuery(
    `${id} ${addresses.join(' ')}`,
    (engine) => engine.reports.records(id, addresses, RECORDS),
    ['reports'],
  );
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  return (
    <ul class="record-list">
      {query.data.map((record) => (
        <li key={record.index}>
          <RecordEntry id={id} record={record} />
        </li>
      ))}
      {query.data.length === RECORDS && <li class="muted">{t.cut(number(RECORDS))}</li>}
    </ul>
  );
}

function RecordEntry({ id, record }: { id: string; record: RecordRow }) {
  const t = textsOf(reportsTexts).details;
  const words = textsOf(reportTexts);
  const [xml, setXml] = useState<string | null | undefined>(undefined);
  const results = [
    ...record.spf.map((s) => `SPF ${s.domain} ${s.result}`),
    ...record.dkim.map((d) => `DKIM ${d.domain} ${d.result}`),
  ];
  return (
    <>
      <div class="row">
        <strong class="mono">{record.sourceIp}</strong>
        <span class="num">{t.messages(number(record.messages))}</span>
        <span class="pill" data-tone={record.spfAligned === 'pass' ? 'good' : 'bad'}>
          SPF {record.spfAligned}
        </span>
        <span class="pill" data-tone={record.dkimAligned === 'pass' ? 'good' : 'bad'}>
          DKIM {record.dkimAligned}
        </span>
        <span class="muted">{words.dispositions[record.disposition] ?? record.disposition}</span>
        <span class="spring" />
        <Button
          kind="quiet"
          onClick={async () =>
            setXml(xml === undefined ? await getEngine().reports.recordXml(id, record.index) : undefined)
          }
        >
          {xml === undefined ? t.showXml : t.hideXml}
        </Button>
      </div>
      <p class="small muted break">
        {t.from} {record.headerFrom}
        {record.envelopeFrom && ` · ${t.envelope} ${record.envelopeFrom}`}
        {results.length > 0 && ` · ${results.join(' · ')}`}
      </p>
      {record.reasons.map((reason) => (
        <p key={reason.type + reason.comment} class="small">
          {words.overrides[reason.type] ?? reason.type}
          {reason.comment && ` “${reason.comment}”`}
        </p>
      ))}
      {xml !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <pre class="preview" tabIndex={0}>
          {xml ?? t.noXml}
        </pre>
      )}
    </>
  );
}
