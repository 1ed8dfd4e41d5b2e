import type { SpfRecordView } from '../../../core/engine/spf/face.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { spfTexts } from './texts.ts';

/** Totals of a record: what it costs against the limits, and how much it authorises. */
export function RecordFigures({ view }: { view: SpfRecordView }) {
  const t = textsOf(spfTexts).figures;
  const [total] = view.figures;
  if (!total) return null;
  const { lookups, voids4, voids6 } = total;
  const voids = Math.max(voids4, voids6);
  return (
    <dl class="figures" data-figures="spf">
      <div>
        <dt>{t.lookups}</dt>
        <dd class={lookups > 10 ? 'tone-bad' : undefined}>
          {number(lookups)} <span class="muted small">{t.ofTen}</span>
          <span class="share" aria-hidden="true">
            <i
              data-over={lookups > 10 ? '' : undefined}
              style={{ width: `${Math.min(100, lookups * 10)}%` }}
            />
          </span>
        </dd>
      </div>
      <div>
        <dt>{t.voids}</dt>
        <dd class={voids > 2 ? 'tone-bad' : undefined}>
          {number(voids)} <span class="muted small">{t.ofTwo}</span>
          {voids4 !== voids6 && <small>{t.voidsFamily(number(voids4), number(voids6))}</small>}
        </dd>
      </div>
      <div>
        <dt>{t.records}</dt>
        <dd>{number(view.figures.length)}</dd>
      </div>
      <div>
        <dt>{t.ranges}</dt>
        <dd>{number(total.ranges)}</dd>
      </div>
      <div>
        <dt>{t.v4}</dt>
        <dd>{number(total.addresses4)}</dd>
      </div>
      <div>
        <dt>{t.v6}</dt>
        <dd>
          {networks64(total.networks6)} {total.networks6 > 0 && <small>{t.v6Unit}</small>}
        </dd>
      </div>
    </dl>
  );
}

/** A count of /64 networks; single addresses are far less than one. */
export function networks64(count: number): string {
  if (count > 0 && count < 1) return '< 1';
  return number(Math.round(count));
}
