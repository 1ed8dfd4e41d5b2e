import { useState } from 'preact/hooks';
import type { Period, SenderDetails } from '../../../core/model/views.ts';
import { senderStatusMeaning } from '../../../core/views/sentences/status.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { SenderStatusMark } from '../../components/status-mark.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { changed, theEngine } from '../../state/engine.ts';
import { day, moment, number } from '../../state/format.ts';
import { language, say } from '../../state/language.ts';
import { href, route, setParams } from '../../state/router.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { AddressList } from './address-list.tsx';
import { AuthList } from './auth-list.tsx';
import { IgnoreDialog } from './ignore-dialog.tsx';
import { reportsTexts } from './texts.ts';

/** A sender's details over the list: status with evidence, its addresses, the reports behind it. */
export function SenderDetailsOverlay(props: { domain: string; period: Period; senderKey: string }) {
  const { domain, period, senderKey } = props;
  const t = say(reportsTexts).details;
  const query = useQuery(
    `${domain} ${period.begin} ${period.end} ${senderKey}`,
    (engine) => engine.senderDetails(domain, period, senderKey),
    ['senders', 'reports'],
  );
  const [ignoring, setIgnoring] = useState(false);
  const tab = route.value.params.get('tab') ?? 'general';
  const close = () => setParams({ sender: null, tab: null });
  const details = query.data;
  return (
    <>
      <Dialog
        title={details?.row.name ?? senderKey}
        size="side"
        onClose={close}
        foot={
          details && <StatusActions domain={domain} details={details} onIgnore={() => setIgnoring(true)} />
        }
      >
        {query.data === null && <p>{t.gone}</p>}
        {!details && query.data !== null && <Busy />}
        {details && (
          <>
            <div class="stack tight">
              <SenderStatusMark status={details.row.status} />
              <p class="muted">{senderStatusMeaning(details.row.status, language.value)}</p>
              {details.ignored && (
                <p>
                  {t.ignoredBy(details.ignored.by, moment(details.ignored.at))}
                  {details.ignored.note && `: ${details.ignored.note}`}
                </p>
              )}
            </div>
            <Tabs
              label={details.row.name}
              tabs={[
                { id: 'general', label: t.general },
                { id: 'addresses', label: `${t.addresses} (${number(details.addresses.length)})` },
                { id: 'reports', label: `${t.reports} (${number(details.reports.length)})` },
              ]}
              current={tab}
              onChange={(id) => setParams({ tab: id === 'general' ? null : id })}
            >
              {tab === 'general' && <General details={details} />}
              {tab === 'addresses' && <AddressList rows={details.addresses} />}
              {tab === 'reports' && <ReportRows details={details} />}
            </Tabs>
          </>
        )}
      </Dialog>
      {ignoring && details && (
        <IgnoreDialog domain={domain} details={details} onClose={() => setIgnoring(false)} />
      )}
    </>
  );
}

function StatusActions(props: { domain: string; details: SenderDetails; onIgnore: () => void }) {
  const t = say(reportsTexts);
  const { domain, details } = props;
  const { status, name } = details.row;
  if (status === 'not' || status === 'partially') {
    return <Button onClick={props.onIgnore}>{t.details.ignore}</Button>;
  }
  if (status !== 'ignored') return null;
  const addresses = details.ignored?.addresses ?? details.addresses.map((a) => a.address);
  return (
    <Button
      onClick={async () => {
        await theEngine().unignoreSender(domain, addresses);
        changed('senders', 'domains');
        toast(t.details.unignored(name), {
          label: say(commonTexts).undo,
          run: async () => {
            await theEngine().ignoreSender(domain, details.row.key, addresses, details.ignored?.note ?? '');
            changed('senders', 'domains');
          },
        });
      }}
    >
      {t.details.unignore}
    </Button>
  );
}

function General({ details }: { details: SenderDetails }) {
  const t = say(reportsTexts).details;
  const { row } = details;
  return (
    <>
      <dl class="facts">
        <dt>{t.count}</dt>
        <dd class="num">{number(row.totals.messages)}</dd>
        <dt>{t.seen}</dt>
        <dd>{t.seenFromTo(day(row.firstSeen), day(row.lastSeen))}</dd>
        <dt>{t.headerFroms}</dt>
        <dd>{row.headerFroms.join(', ')}</dd>
        <dt>{t.reporters}</dt>
        <dd>{row.reporters.join(', ')}</dd>
      </dl>
      {details.split.length > 1 && (
        <>
          <h3>{t.split}</h3>
          <dl class="facts">
            {details.split.map((part) => (
              <div key={part.headerFrom} class="contents">
                <dt>{part.headerFrom}</dt>
                <dd>
                  <SenderStatusMark status={part.status} /> · {number(part.messages)}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{t.evidence}</h3>
      <AddressList rows={details.addresses.slice(0, 3)} />
      <h3>{t.spf}</h3>
      <AuthList rows={details.spf.map((s) => ({ ...s, extra: s.scope }))} />
      <h3>{t.dkim}</h3>
      <AuthList rows={details.dkim.map((d) => ({ ...d, extra: d.selector }))} />
    </>
  );
}

function ReportRows({ details }: { details: SenderDetails }) {
  const t = say(reportsTexts).details;
  return (
    <table class="plain-table">
      <thead>
        <tr>
          <th scope="col">{t.reporter}</th>
          <th scope="col">{t.range}</th>
          <th scope="col" class="end">
            {t.count}
          </th>
        </tr>
      </thead>
      <tbody>
        {details.reports.map((report) => (
          <tr key={report.id}>
            <td>
              <a href={href(`report/${report.id}`)}>{report.reporter}</a>
            </td>
            <td>{t.seenFromTo(day(report.begin), day(report.end))}</td>
            <td class="end num">{number(report.messages)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
