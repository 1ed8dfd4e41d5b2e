import type { DomainRow } from '../../../core/engine/domains/face.ts';
import type { Need } from '../../../core/model/need.ts';
import { Name } from '../../components/name.tsx';
import { number, percent } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { setParams } from '../../state/router.ts';
import { tagTotals } from './tag-totals.ts';
import { tagsTexts } from './tags-texts.ts';

/** What each tag's domains add up to; a click filters by it. Nothing where no domain has a tag. */
export function TagTotalsTable({ rows, needs }: { rows: DomainRow[]; needs: readonly Need[] | undefined }) {
  const t = textsOf(tagsTexts);
  const needing = new Set(
    (needs ?? []).filter(({ urgency }) => urgency === 'now').map(({ domain }) => domain),
  );
  const totals = tagTotals(rows, needing);
  const tags = totals.filter(({ tag }) => tag !== '').length;
  if (tags === 0) return null;
  return (
    <details class="tag-totals" data-tags={tags}>
      <summary>{t.totals(number(tags))}</summary>
      <table class="plain-table stacked">
        <thead>
          <tr>
            <th scope="col">{t.tag}</th>
            <th scope="col" class="end">
              {t.domains}
            </th>
            <th scope="col" class="end">
              {t.needing}
            </th>
            <th scope="col" class="end">
              {t.messages}
            </th>
            <th scope="col" class="end">
              {t.passed}
            </th>
          </tr>
        </thead>
        <tbody>
          {totals.map(({ tag, domains, needing: now, messages, passed }) => (
            <tr key={tag} data-tag={tag}>
              <th scope="row">
                {tag === '' ? (
                  <span class="muted">{t.none}</span>
                ) : (
                  <button type="button" class="link" onClick={() => setParams({ tag })}>
                    <Name of={tag} />
                  </button>
                )}
              </th>
              <td class="end num" data-label={t.domains}>
                {number(domains)}
              </td>
              <td class="end num" data-label={t.needing}>
                {needs === undefined ? '–' : number(now)}
              </td>
              <td class="end num" data-label={t.messages}>
                {number(messages)}
              </td>
              <td class="end num" data-label={t.passed}>
                {percent(passed, messages)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small muted">{t.both}</p>
    </details>
  );
}
