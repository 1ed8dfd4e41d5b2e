import { useState } from 'preact/hooks';
import type { TlsPolicy } from '../../../core/model/report.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { DeleteReportButton } from '../../components/delete-report-button.tsx';
import { Failure } from '../../components/failure.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { moment, momentUtc, number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route } from '../../state/router.ts';
import { useQuery } from '../../state/use-query.ts';
import { XmlDialog } from '../report/xml-dialog.tsx';
import { tlsTexts } from './texts.ts';
import '../../styles/reports.css';

/** One SMTP TLS report: sessions, the policy in force, and each failure in words. */
export function TlsScreen() {
  const t = textsOf(tlsTexts);
  const id = route.value.path[1] ?? '';
  const [document, setDocument] = useState(false);
  const query = useQuery(id, (engine) => engine.reports.tlsView(id), ['reports']);
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
  const { report, imported } = query.data;
  const good = report.policies.reduce((sum, policy) => sum + policy.successful, 0);
  const bad = report.policies.reduce((sum, policy) => sum + policy.failed, 0);
  const domains = [...new Set(report.policies.map((policy) => policy.domain))].filter(Boolean).join(', ');
  const facts: [string, preact.ComponentChildren][] = [
    [t.reporter, report.orgName],
    [t.range, `${momentUtc(report.begin)} – ${momentUtc(report.end)}`],
    [t.contact, report.contact],
    [t.id, <code key="id">{report.reportId}</code>],
    [t.imported, moment(imported)],
  ];
  return (
    <>
      <PageHeader title={t.of(report.reporter || report.orgName, domains)} lead={t.lead}>
        <span class="row no-print">
          <Button onClick={() => setDocument(true)}>{t.showDocument}</Button>
          <Button onClick={() => window.print()}>{t.print}</Button>
          <DeleteReportButton id={id} />
        </span>
      </PageHeader>
      <dl class="figures">
        <div>
          <dt>{t.sessions}</dt>
          <dd>{number(good + bad)}</dd>
        </div>
        <div>
          <dt>{t.succeeded}</dt>
          <dd>
            {number(good)}
            <small>{percent(good, good + bad)}</small>
          </dd>
        </div>
        <div>
          <dt>{t.failed}</dt>
          <dd>
            {number(bad)}
            <small>{percent(bad, good + bad)}</small>
          </dd>
        </div>
      </dl>
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
      {report.policies.map((policy) => (
        <PolicyCard key={`${policy.type} ${policy.domain}`} policy={policy} />
      ))}
      {document && (
        <XmlDialog id={id} name={`tls-${id.slice(0, 12)}.json`} onClose={() => setDocument(false)} />
      )}
    </>
  );
}

function PolicyCard({ policy }: { policy: TlsPolicy }) {
  const t = textsOf(tlsTexts);
  return (
    <section class="card stack">
      <h2>{t.policy(t.types[policy.type] ?? policy.type, policy.domain)}</h2>
      <dl class="facts">
        <dt>{t.sessions}</dt>
        <dd class="num">{number(policy.successful + policy.failed)}</dd>
        {policy.strings.length > 0 && (
          <>
            <dt>{t.policyText}</dt>
            <dd>
              <code>{policy.strings.join('; ')}</code>
            </dd>
          </>
        )}
        {policy.mxHosts.length > 0 && (
          <>
            <dt>{t.mx}</dt>
            <dd>{policy.mxHosts.join(', ')}</dd>
          </>
        )}
      </dl>
      <h3>{t.failures}</h3>
      {policy.failures.length === 0 ? (
        <p class="muted">{t.noFailures}</p>
      ) : (
        <div class="scroll-x">
          <table class="plain-table">
            <thead>
              <tr>
                <th scope="col">{t.what}</th>
                <th scope="col">{t.from}</th>
                <th scope="col">{t.to}</th>
                <th scope="col" class="end">
                  {t.count}
                </th>
              </tr>
            </thead>
            <tbody>
              {policy.failures.map((failure) => (
                <tr key={Object.values(failure).join(' ')}>
                  <td>
                    {t.results[failure.resultType] ?? failure.resultType}
                    <span class="cell-sub muted small break">
                      {[failure.resultType, failure.reason].filter(Boolean).join(' · ')}
                    </span>
                  </td>
                  <td class="mono">{failure.sendingMta}</td>
                  <td>
                    {failure.receivingHost} <span class="mono muted">{failure.receivingIp}</span>
                  </td>
                  <td class="end num">{number(failure.sessions)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
