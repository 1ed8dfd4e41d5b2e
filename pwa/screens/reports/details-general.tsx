import { ArrowRight } from 'lucide-preact';
import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import { forwarderSentence } from '../../../core/words/advice.ts';
import { nextStepSentence } from '../../../core/words/next-step.ts';
import { senderStatusMeaning } from '../../../core/words/sender-meaning.ts';
import { senderRemarkWord } from '../../../core/words/status.ts';
import { Busy } from '../../components/busy.tsx';
import { SenderStatusMark } from '../../components/status-mark.tsx';
import { day, moment, number, percent } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { setParams } from '../../state/router.ts';
import { AddressList } from './address-list.tsx';
import { AuthList } from './auth-list.tsx';
import { GroupingReasons } from './grouping-reasons.tsx';
import { reportsTexts } from './texts.ts';
import { TrafficChart } from './traffic-chart.tsx';

/** Addresses shown as evidence; the tab *IP details* has them all. */
const EVIDENCE = 2;

/** Status with what it means and what to do, figures, evidence, SPF and DKIM, compliance over time. */
export function DetailsGeneral({ details }: { details: SenderDetails }) {
  const t = textsOf(reportsTexts).details;
  const { row, addresses } = details;
  // The worst first: an address in the record explains nothing about a sender that is partly out of it.
  const worst = addresses.toSorted((a, b) => Number(a.status === 'in') - Number(b.status === 'in'));
  return (
    <>
      <StatusBox details={details} />
      <NextSteps details={details} />
      <Figures details={details} />
      {details.complete ? (
        <TrafficChart days={details.days} height={104} />
      ) : (
        <div class="chart" style={{ minHeight: '132px' }} />
      )}
      <dl class="facts">
        <dt>{t.seen}</dt>
        <dd>{t.seenFromTo(day(row.firstSeen), day(row.lastSeen))}</dd>
        <dt>{t.headerFroms}</dt>
        <dd>{row.headerFroms.join(', ')}</dd>
        {row.originators.length > 0 && (
          <>
            <dt>{t.originators}</dt>
            <dd>{row.originators.join(', ')}</dd>
          </>
        )}
        <dt>{t.reporters}</dt>
        <dd>{row.reporters.join(', ')}</dd>
      </dl>
      {details.split.length > 1 && (
        <>
          <h3>{t.split}</h3>
          <table class="plain-table">
            <tbody>
              {details.split.map((part) => (
                <tr key={part.headerFrom}>
                  <td class="break">{part.headerFrom}</td>
                  <td>
                    <SenderStatusMark status={part.status} />
                  </td>
                  <td class="end num">{number(part.messages)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <GroupingReasons details={details} />
      <h3>{t.evidence}</h3>
      <AddressList rows={worst.slice(0, EVIDENCE)} />
      {addresses.length > EVIDENCE && (
        <button type="button" class="link" onClick={() => setParams({ tab: 'addresses' })}>
          {t.allEvidence(number(addresses.length))}
        </button>
      )}
      {details.forwarderEvidence.length > 0 && (
        <>
          <h3>{t.forwarderEvidence}</h3>
          <ul>
            {details.forwarderEvidence.map((point) => (
              <li key={point.code}>{forwarderSentence(point, language.value)}</li>
            ))}
          </ul>
        </>
      )}
      {details.complete ? (
        <>
          <h3>{t.spf}</h3>
          <AuthList rows={details.spf.map((s) => ({ ...s, extra: s.scope }))} />
          <h3>{t.dkim}</h3>
          <AuthList rows={details.dkim.map((d) => ({ ...d, extra: d.selector }))} />
        </>
      ) : (
        <Busy />
      )}
    </>
  );
}

function StatusBox({ details }: { details: SenderDetails }) {
  const t = textsOf(reportsTexts).details;
  const { row, ignored } = details;
  return (
    <div class="stack tight">
      <p class="row status-line">
        <SenderStatusMark status={row.status} need={row.need} />
        {row.remarks.map((remark) => (
          <span key={remark} class="pill" data-tone={remark === 'passes-by-dkim' ? 'accent' : 'warn'}>
            {senderRemarkWord(remark, language.value)}
          </span>
        ))}
      </p>
      <p class="muted">{senderStatusMeaning({ ...details, status: row.status }, language.value)}</p>
      {ignored && ignored.endedAt === null && (
        <p>
          {t.ignoredBy(ignored.by, moment(ignored.at))}
          {ignored.note && `: ${ignored.note}`}
        </p>
      )}
      {ignored && ignored.endedAt !== null && <p>{t.ignoredEnded(day(ignored.endedAt))}</p>}
    </div>
  );
}

function NextSteps({ details }: { details: SenderDetails }) {
  const t = textsOf(reportsTexts).details;
  return (
    <section class="next-steps" aria-label={t.next}>
      <h3>{t.next}</h3>
      <ul class="points">
        {details.nextSteps.map((step) => (
          <li key={step.code}>
            <ArrowRight size={16} aria-hidden="true" />
            <span>{nextStepSentence(step, language.value)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Figures({ details }: { details: SenderDetails }) {
  const t = textsOf(reportsTexts);
  const { totals } = details.row;
  const parts: [string, string][] = [
    [t.messages, number(totals.messages)],
    [t.compliance, percent(totals.passed, totals.messages)],
    [t.columns.spf, percent(totals.spfAligned, totals.messages)],
    [t.columns.dkim, percent(totals.dkimAligned, totals.messages)],
    [t.quarantine, number(totals.quarantine)],
    [t.reject, number(totals.reject)],
  ];
  return (
    <dl class="figures small-figures">
      {parts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
