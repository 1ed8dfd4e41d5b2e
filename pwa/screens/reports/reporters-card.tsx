import type { ReporterRow, SenderList } from '../../../core/engine/senders/face.ts';
import { day, number, shortDay } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { setParams } from '../../state/router.ts';
import { dayRanges, stoppedSince } from './reporter-gaps.ts';
import { reportsTexts } from './texts.ts';

const DAY = 86_400;
/** Ranges of missing days written out; the rest is counted. */
const SHOWN_RANGES = 4;

/** Who reports, who stopped, and which days are missing. */
export function ReportersCard({ list }: { list: SenderList }) {
  const t = textsOf(reportsTexts).reporterList;
  const { reporters } = list;
  const newest = reporters.reduce((last, each) => Math.max(last, each.lastDay), 0);
  const stopped = reporters.filter((each) => stoppedSince(each, newest)).length;
  const gaps = reporters.filter((each) => each.missingDays.length > 0).length;
  const summary = [
    t.title(number(reporters.length)),
    stopped > 0 && t.stoppedCount(number(stopped)),
    gaps > 0 && t.gapCount(number(gaps)),
  ].filter(Boolean);
  return (
    <details class="card reporters">
      <summary>{summary.join(' · ')}</summary>
      <div class="scroll-x">
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{t.reporter}</th>
              <th scope="col" class="end">
                {t.reports}
              </th>
              <th scope="col" class="end">
                {t.messages}
              </th>
              <th scope="col">{t.last}</th>
              <th scope="col">{t.gaps}</th>
            </tr>
          </thead>
          <tbody>
            {reporters.map((row) => (
              <tr key={row.reporter}>
                <td class="break">
                  <button type="button" class="link" onClick={() => setParams({ reporter: row.reporter })}>
                    {row.reporter}
                  </button>
                </td>
                <td class="end num">{number(row.reports)}</td>
                <td class="end num">{number(row.messages)}</td>
                <td class="nowrap">
                  {day(row.lastDay * DAY)}
                  {stoppedSince(row, newest) && (
                    <>
                      {' '}
                      <span class="pill" data-tone="warn">
                        {t.stopped}
                      </span>
                    </>
                  )}
                </td>
                <td>
                  <Missing row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function Missing({ row }: { row: ReporterRow }) {
  const t = textsOf(reportsTexts).reporterList;
  if (row.missingDays.length === 0) return <span class="muted">{t.noGaps}</span>;
  const ranges = dayRanges(row.missingDays);
  const words = ranges
    .slice(0, SHOWN_RANGES)
    .map(([a, b]) => (a === b ? shortDay(a * DAY) : `${shortDay(a * DAY)} – ${shortDay(b * DAY)}`));
  const rest = ranges.length - SHOWN_RANGES;
  return (
    <>
      {t.missing(number(row.missingDays.length))}{' '}
      <span class="muted">
        {words.join(', ')}
        {rest > 0 && ` … (+${number(rest)})`}
      </span>
    </>
  );
}
