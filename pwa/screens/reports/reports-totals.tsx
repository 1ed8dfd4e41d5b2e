import type { SenderList } from '../../../core/engine/senders/face.ts';
import { number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { reportsTexts } from './texts.ts';

/** What the period holds: messages, compliance, what receivers did, reporters. */
export function ReportsTotals({ list }: { list: Pick<SenderList, 'totals' | 'reporters'> }) {
  const t = textsOf(reportsTexts);
  const { totals, reporters } = list;
  const reports = reporters.reduce((sum, r) => sum + r.reports, 0);
  // What a receiver marks `pass`, or nothing at all, went through as well.
  const through = Math.max(0, totals.messages - totals.quarantine - totals.reject);
  const part = (n: number) => (
    <>
      {number(n)}
      <small>{percent(n, totals.messages)}</small>
    </>
  );
  return (
    <dl class="figures">
      <div>
        <dt>{t.messages}</dt>
        <dd>
          {number(totals.messages)}
          <small>{t.reports(number(reports))}</small>
        </dd>
      </div>
      <div>
        <dt>{t.compliance}</dt>
        <dd>
          {percent(totals.passed, totals.messages)}
          <small>{t.compliant(number(totals.passed))}</small>
        </dd>
      </div>
      <div>
        <dt>{t.delivered}</dt>
        <dd>{part(through)}</dd>
      </div>
      <div>
        <dt>{t.quarantine}</dt>
        <dd>{part(totals.quarantine)}</dd>
      </div>
      <div>
        <dt>{t.reject}</dt>
        <dd>{part(totals.reject)}</dd>
      </div>
      <div>
        <dt>{t.reporters}</dt>
        <dd>{number(reporters.length)}</dd>
      </div>
    </dl>
  );
}
