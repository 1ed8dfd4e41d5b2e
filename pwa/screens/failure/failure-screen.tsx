import { useState } from 'preact/hooks';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { DeleteReportButton } from '../../components/delete-report-button.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Switch } from '../../components/switch.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, momentUtc, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { failureTexts } from './texts.ts';

/** One failure report: personal data stays hidden until asked for, and it goes after 30 days unless kept. */
export function FailureScreen() {
  const t = textsOf(failureTexts);
  const id = route.value.path[1] ?? '';
  const [reveal, setReveal] = useState(false);
  const query = useQuery(`${id} ${reveal}`, (engine) => engine.reports.failureView(id, reveal), ['reports']);
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
  const { report, imported, keep } = query.data;
  const facts: [string, preact.ComponentChildren][] = [
    [t.reporter, report.reporter],
    [t.agent, report.userAgent],
    [t.type, report.feedbackType],
    [t.what, report.authFailure.join(', ')],
    [t.arrival, report.arrival !== null && momentUtc(report.arrival)],
    [t.source, report.sourceIp && <code key="ip">{report.sourceIp}</code>],
    [t.domain, report.reportedDomain],
    [t.from, report.originalMailFrom],
    [t.to, report.originalRcptTo],
    [t.delivery, report.deliveryResult],
    [t.alignment, report.identityAlignment],
    [t.results, report.authResults && <code key="auth">{report.authResults}</code>],
    [t.dkim, [report.dkimSelector, report.dkimDomain].filter(Boolean).join('._domainkey.')],
    [t.spf, report.spfDns && <code key="spf">{report.spfDns}</code>],
    [t.incidents, number(report.incidents)],
    [t.imported, moment(imported)],
  ];
  return (
    <>
      <PageHeader title={t.of(report.reporter, report.reportedDomain)}>
        <span class="row no-print">
          <Button onClick={() => window.print()}>{t.print}</Button>
          <DeleteReportButton id={id} />
        </span>
      </PageHeader>
      <div class="banner no-print" data-tone={reveal ? 'warn' : undefined}>
        <p>{reveal ? t.revealed : t.redacted}</p>
        <Button onClick={() => setReveal(!reveal)}>{reveal ? t.hide : t.reveal}</Button>
      </div>
      <Switch
        label={t.keep}
        hint={t.keepHint}
        checked={keep}
        onChange={async (wanted) => {
          await getEngine().reports.keepFailure(id, wanted);
        }}
      />
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
      {report.originalHeaders && (
        <section class="card">
          <h2>{t.headers}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
          <pre class="preview" tabIndex={0}>
            {report.originalHeaders}
          </pre>
        </section>
      )}
    </>
  );
}
