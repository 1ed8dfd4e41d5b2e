import type { OpenEngine } from '../../core/engine/open-engine.ts';
import { normalName } from '../../core/lib/domain-name.ts';
import { decisionsIn } from '../tools/judge-decisions.ts';
import { judgedEngine } from '../tools/judge-engine.ts';
import type { Judged } from '../tools/judge-rows.ts';
import { judgedRows } from '../tools/judge-rows.ts';
import { aggregateXml, type MadeReport } from './aggregate-xml.ts';
import { startZoneDoh } from './zone-doh.ts';
import type { Zone } from './zone-resolver.ts';

/** Noon of 2 March 2026, UTC. */
export const STATE_NOW = 1_772_452_800;

export interface JudgedState {
  /** What DNS says; null: nobody answers at all. */
  zone: Zone | null;
  /** Days ago of `MadeReport` count from the time of the state. */
  reports: (Omit<MadeReport, 'id' | 'now'> & { id?: string })[];
  mine?: string[];
  /** As lines of `--decisions`. */
  said?: object[];
  now?: number;
}

/** What the judge says of a made state, in this process; `told` are its lines on stderr. */
export async function judgedState(state: JudgedState): Promise<Judged & { told: string[] }> {
  return (await judgedWith(state, async () => null)).judged;
}

/** The same, with what else is asked of the judged engine before it is closed. */
export async function judgedWith<T>(
  state: JudgedState,
  ask: (opened: OpenEngine) => Promise<T>,
): Promise<{ judged: Judged & { told: string[] }; asked: T }> {
  const doh = await startZoneDoh(state.zone ?? {});
  if (state.zone === null) await doh.stop();
  const now = state.now ?? STATE_NOW;
  const told: string[] = [];
  const files = state.reports.map((report, i) => ({
    name: `${i}.xml`,
    blob: new Blob([aggregateXml({ id: `r${i}`, ...report, now })]),
  }));
  const read = decisionsIn((state.said ?? []).map((line) => JSON.stringify(line)).join('\n'));
  const opened = await judgedEngine(
    { doh: doh.url, json: true, now, mine: (state.mine ?? []).map(normalName), ...read, paths: [] },
    files,
    (line) => told.push(line),
  );
  try {
    return { judged: { ...(await judgedRows(opened)), told }, asked: await ask(opened) };
  } finally {
    opened.engine.stop();
    opened.store.close();
    if (state.zone !== null) await doh.stop();
  }
}

/** The same report on each of some days: `1..days` days ago. */
export function everyDay(
  days: number,
  report: Omit<MadeReport, 'id' | 'now' | 'daysAgo'>,
): JudgedState['reports'] {
  return Array.from({ length: days }, (_, i) => ({ ...report, daysAgo: i + 1 }));
}
