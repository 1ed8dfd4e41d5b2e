import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { DayTotals } from '../../../core/model/totals.ts';
import { type Outcomes, outcomesOfDay } from './outcomes.ts';

export interface ChartOptions {
  height: number;
  names: Record<keyof Outcomes, string>;
  /** What a day is called in the legend, and what stands there while the pointer is on none. */
  dayName: string;
  allDays: string;
  number: (value: number) => string;
  /** A UTC day number in words. */
  day: (day: number) => string;
  select: ((first: number, last: number) => void) | null;
}

/** From the bottom of a bar to its top, each with its colour. */
const STACK: { id: keyof Outcomes; colour: string }[] = [
  { id: 'passed', colour: '--chart-pass' },
  { id: 'letThrough', colour: '--chart-fail' },
  { id: 'quarantine', colour: '--chart-quarantine' },
  { id: 'reject', colour: '--chart-reject' },
];

/** Draws stacked bars, one a day, into an element; returns what takes them out again. */
export function drawChart(box: HTMLElement, days: DayTotals[], options: ChartOptions): () => void {
  const style = getComputedStyle(box);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const outcomes = days.map(outcomesOfDay);
  const totals = { passed: 0, letThrough: 0, quarantine: 0, reject: 0 };
  for (const each of outcomes) for (const { id } of STACK) totals[id] += each[id];
  // An outcome that never came needs no colour and no place in the legend.
  const stack = STACK.filter(({ id }) => id === 'passed' || outcomes.some((each) => each[id] > 0));
  // A bar of a stack is drawn from zero to its own top, the tallest first, so that the others lie over it.
  const tops = stack.map((_, upTo) =>
    outcomes.map((each) => stack.slice(0, upTo + 1).reduce((sum, { id }) => sum + each[id], 0)),
  );
  const bars = uPlot.paths.bars?.({ size: [0.8, 28], align: 0 });
  const axis = { stroke: colour('--muted'), font: `12px ${style.fontFamily}` };
  const first = days[0]?.day ?? 0;
  const last = days.at(-1)?.day ?? 0;
  const chart = new uPlot(
    {
      width: Math.max(200, box.clientWidth),
      height: options.height,
      // x counts days, not seconds: bars of whole days need no clock and no time zone
      scales: {
        x: { time: false, range: [first - 0.6, last + 0.6] },
        y: { range: (_, __, top) => [0, Math.max(1, top * 1.05)] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          size: 24,
          gap: 4,
          ticks: { show: false },
          incrs: [1, 2, 7, 14, 28, 91, 182, 365],
          values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? options.day(at) : '')),
          space: 64,
        },
        {
          ...axis,
          size: 60,
          space: 28,
          grid: { stroke: colour('--line'), width: 1 },
          ticks: { show: false },
          values: (_, splits) => splits.map((at) => (Number.isInteger(at) ? options.number(at) : '')),
        },
      ],
      series: [
        { label: options.dayName, value: (_, at) => (at === null ? options.allDays : options.day(at)) },
        ...stack
          .map(({ id, colour: name }) => ({
            label: options.names[id],
            fill: colour(name),
            stroke: colour(name),
            width: 0,
            points: { show: false },
            ...(bars ? { paths: bars } : {}),
            value: (_: uPlot, __: number, ___: number, at: number | null) =>
              options.number(at === null ? totals[id] : (outcomes[at]?.[id] ?? 0)),
          }))
          .reverse(),
      ],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: options.select !== null, y: false, setScale: false },
      },
      legend: { live: true },
      hooks: {
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width < 4 || !options.select) return;
            const from = Math.round(self.posToVal(left, 'x'));
            const to = Math.round(self.posToVal(left + width, 'x'));
            options.select(Math.max(first, from), Math.min(last, to));
          },
        ],
      },
    },
    [days.map((each) => each.day), ...tops.toReversed()],
    box,
  );
  const watch = new ResizeObserver(() => {
    const width = box.clientWidth;
    if (width > 0 && Math.abs(width - chart.width) > 1) chart.setSize({ width, height: options.height });
  });
  watch.observe(box);
  return () => {
    watch.disconnect();
    chart.destroy();
  };
}
