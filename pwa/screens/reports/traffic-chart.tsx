import { useEffect, useRef, useState } from 'preact/hooks';
import type { DayTotals } from '../../../core/model/totals.ts';
import { Busy } from '../../components/busy.tsx';
import { day, number, shortDay } from '../../state/format.ts';
import { locale, textsOf } from '../../state/language.ts';
import { theme } from '../../state/theme.ts';
import { outcomesOfDay } from './outcomes.ts';
import { reportsTexts } from './texts.ts';

const DAY = 86_400;

/**
 * Messages a day by outcome. The drawing library is loaded when a chart is first shown. Dragging over days calls
 * `onSelect` with the first and the last of them.
 */
export function TrafficChart(props: {
  days: DayTotals[];
  height?: number;
  onSelect?: (first: number, last: number) => void;
}) {
  const { days, height = 128, onSelect } = props;
  const t = textsOf(reportsTexts).chart;
  const box = useRef<HTMLDivElement>(null);
  const select = useRef(onSelect);
  select.current = onSelect;
  const [drawn, setDrawn] = useState(false);
  const colours = theme.value;
  const tag = locale.value;
  useEffect(() => {
    let end = () => {};
    let over = false;
    void import('./draw-chart.ts').then(({ drawChart }) => {
      if (over || !box.current) return;
      end = drawChart(box.current, days, {
        height,
        names: t.outcomes,
        dayName: t.day,
        allDays: t.allDays,
        number,
        day: (at) => shortDay(at * DAY),
        select: select.current ? (first, last) => select.current?.(first, last) : null,
      });
      setDrawn(true);
    });
    return () => {
      over = true;
      end();
    };
  }, [days, height, colours, tag, t]);
  const busiest = days.reduce<DayTotals | null>(
    (most, each) => (each.messages > (most?.messages ?? 0) ? each : most),
    null,
  );
  const sums = days.map(outcomesOfDay).reduce(
    (all, each) => ({
      failed: all.failed + each.letThrough + each.quarantine + each.reject,
      passed: all.passed + each.passed,
    }),
    { failed: 0, passed: 0 },
  );
  const label = busiest
    ? t.label(number(sums.passed), number(sums.failed), day(busiest.day * DAY), number(busiest.messages))
    : t.empty;
  return (
    <figure class="chart" style={{ minHeight: `${height + 28}px` }}>
      <div ref={box} role="img" aria-label={label} />
      {!drawn && <Busy />}
    </figure>
  );
}
