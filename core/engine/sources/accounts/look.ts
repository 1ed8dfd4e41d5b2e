import type { Clock } from '../../../lib/clock.ts';
import { textDigest } from '../../../lib/hash.ts';
import { unlessAborted } from '../../../lib/unless-aborted.ts';
import type { KeptSource, SourceProblem } from '../../../model/source.ts';
import { refused, type Source, type SourceItem, type SourceStep } from '../../../sources/source.ts';
import type { SourceProgress } from '../../../store/source-store.ts';
import type { Store } from '../../../store/store.ts';
import { StoreFull } from '../../../store/store-full.ts';
import type { DocumentReader } from '../../intake/document-reader.ts';
import { ImportBatch } from '../../intake/import-batch.ts';
import type { ImportControl } from '../../intake/import-control.ts';
import { type FileContext, importFile } from '../../intake/import-file.ts';
import { worthOpening } from '../worth-opening.ts';

/** Items that are looked up in the store together. */
const ITEMS_AT_ONCE = 100;
/** Downloads at the same time. */
const DOWNLOADS_AT_ONCE = 2;
/** Looks that may be held up at one item before it is left behind. */
const STUCK_LOOKS = 3;

export interface LookWork {
  store: Store;
  reader: DocumentReader;
  clock: Clock;
  newId(): string;
  kept: KeptSource;
  source: Source;
  control: ImportControl;
}

export type LookEnd =
  | { kind: 'done' }
  | { kind: 'stopped' }
  | { kind: 'held-up'; problem: SourceProblem /** Item at which it was. */; at: string | null };

/**
 * Looks at a source once. What an item gave is stored in one transaction with the place where the next look goes
 * on, so that a break anywhere loses nothing and doubles nothing.
 */
export async function look(work: LookWork): Promise<LookEnd & { importId: string | null }> {
  const { store, control } = work;
  const importId = work.newId();
  const taken = new Taken(work, importId);
  let end: LookEnd;
  try {
    end = await readSteps(work, taken);
    await taken.settle();
  } catch (error) {
    await taken.drop();
    if (!(error instanceof StoreFull)) throw error;
    end = { kind: 'held-up', problem: refused('store-full').problem, at: null };
  }
  if (control.cancelled && end.kind === 'done') end = { kind: 'stopped' };
  if (taken.started) await store.imports.setState(importId, 'done', null).catch(ignoreFull);
  return { ...end, importId: taken.started ? importId : null };
}

async function readSteps(work: LookWork, taken: Taken): Promise<LookEnd> {
  const { source, kept, control } = work;
  const steps = source.list(kept.cursor)[Symbol.asyncIterator]();
  let items: SourceItem[] = [];
  try {
    for (;;) {
      const next = await unlessAborted(control.signal, steps.next());
      if (next === null) return { kind: 'stopped' };
      const step: SourceStep | null = next.done ? null : next.value;
      if (step?.kind === 'item') items.push(step);
      if (step?.kind === 'item' && items.length < ITEMS_AT_ONCE) continue;
      const end = await takeItems(work, taken, items);
      items = [];
      if (end !== null) return end;
      if (step === null) return { kind: 'done' };
      if (step.kind === 'total') taken.reached({ total: step.total });
      if (step.kind === 'page') taken.reached({ cursor: step.cursor });
      if (step.kind === 'held-up') return { kind: 'held-up', problem: step.problem, at: null };
    }
  } finally {
    // not waited for: it may be in the middle of a request
    void steps.return?.(undefined);
  }
}

/** Null where all of them were dealt with. */
async function takeItems(
  work: LookWork,
  taken: Taken,
  items: readonly SourceItem[],
): Promise<LookEnd | null> {
  const { store, kept, source, control } = work;
  if (items.length === 0) return null;
  if (await isOver(work)) return { kind: 'stopped' };
  const marks = items.map((item) => textDigest(item.id).slice(0, 16));
  const known = await store.sources.known(kept.settings.id, marks);
  const plan = items.map((item, i) => {
    const mark = marks[i]!;
    if (known.has(mark)) return { item, mark, what: 'known' as const };
    known.add(mark);
    const worth = worthOpening({ uid: '', ...item.hints });
    if (worth === 'no' && !kept.settings.everything) return { item, mark, what: 'passed' as const };
    return { item, mark, what: worth === 'report' ? ('report' as const) : ('unsure' as const) };
  });
  const opening = plan.filter(({ what }) => what === 'report' || what === 'unsure');
  const downloads: ReturnType<Source['bytes']>[] = [];
  const download = (upTo: number) => {
    while (downloads.length < Math.min(upTo, opening.length))
      downloads.push(source.bytes(opening[downloads.length]!.item.id));
  };
  let opened = 0;
  for (const { item, mark, what } of plan) {
    const { cursor } = item;
    if (what === 'known') taken.reached({ cursor });
    else if (what === 'passed') taken.reached({ cursor, mark, passed: 1 });
    else {
      if (control.cancelled || (await isOver(work))) return { kind: 'stopped' };
      download(opened + DOWNLOADS_AT_ONCE);
      const got = await unlessAborted(control.signal, downloads[opened++]!);
      if (got === null) return { kind: 'stopped' };
      // more than was listed is no loss: stored compressed and unpacked on the way, or replaced meanwhile
      const cut = got.ok && item.bytes !== null && got.value.length < item.bytes;
      const answer = cut ? refused('cut-short', item.name) : got;
      if (answer.ok) await taken.open(item, mark, answer.value, what === 'report');
      else if (isHopeless(answer.problem, item, kept)) taken.reached({ cursor, mark, failed: 1 });
      else return { kind: 'held-up', problem: answer.problem, at: item.id };
      if (control.cancelled) return { kind: 'stopped' };
    }
    await taken.storeSome();
  }
  return null;
}

/** Whether another page took the source away, paused it or made it begin again. */
async function isOver({ store, kept }: LookWork): Promise<boolean> {
  const now = await store.sources.get(kept.settings.id);
  if (now === null || (now.begun ?? 0) !== (kept.begun ?? 0)) return true;
  return now.settings.paused && !kept.settings.paused;
}

/** Whether an item is left behind: it is gone, too large, or was the end of several looks already. */
function isHopeless({ code }: SourceProblem, item: SourceItem, { stuck }: KeptSource): boolean {
  if (code === 'not-found' || code === 'too-large') return true;
  const ofItem = code === 'server-error' || code === 'refused' || code === 'cut-short' || code === 'timeout';
  return ofItem && stuck?.id === item.id && stuck.times >= STUCK_LOOKS - 1;
}

/** What a look has taken in, on its way to the store. */
class Taken {
  started = false;
  readonly #work: LookWork;
  readonly #importId: string;
  readonly #batch: ImportBatch;
  readonly #context: FileContext;
  /** Reports of the item that is being read. */
  #found = 0;

  constructor(work: LookWork, importId: string) {
    this.#work = work;
    this.#importId = importId;
    this.#batch = new ImportBatch(work.store, importId, work.clock);
    this.#context = {
      ...work,
      importId,
      signal: work.control.signal,
      now: Math.floor(work.clock() / 1000),
      shelve: true,
      onRecords: () => {},
      passed: () => work.control.passed(),
      spill: async (part) => {
        await this.#start();
        this.#found += part.reports.length;
        this.#batch.take(part, null);
        await this.#batch.flush();
      },
    };
  }

  /** One step of the look; what is not named did not change. */
  reached(step: {
    cursor?: string;
    total?: number;
    mark?: string;
    passed?: number;
    opened?: number;
    failed?: number;
    notReports?: number;
  }): void {
    const { cursor = null, total = null, mark, passed = 0, opened = 0, failed = 0, notReports = 0 } = step;
    const progress: SourceProgress = {
      source: this.#work.kept.settings.id,
      begun: this.#work.kept.begun ?? 0,
      cursor,
      total,
      marks: mark === undefined ? [] : [mark],
      figures: { listed: mark === undefined ? 0 : 1, passed, opened, failed, notReports },
    };
    this.#batch.reached(progress);
  }

  async open(
    item: SourceItem,
    mark: string,
    bytes: Uint8Array<ArrayBuffer>,
    claimed: boolean,
  ): Promise<void> {
    const { store, kept, control } = this.#work;
    this.#found = 0;
    const name = `${kept.settings.name}/${item.name}`;
    const part = await importFile(this.#context, {
      ...{ name, blob: new Blob([bytes]), bytes },
      // whoever sent it and whatever it calls itself: a mail without a report leaves no trace
      ...{ unsure: true, claimed },
    });
    if (control.cancelled) {
      await store.reports.dropStaged(part.reports.flatMap((it) => it.blocks));
      return;
    }
    this.#found += part.reports.length;
    const rejected = part.files.some((it) => it.outcome === 'rejected');
    if (part.reports.length + part.files.length > 0) await this.#start();
    this.#batch.take(part, null);
    this.reached({
      cursor: item.cursor,
      mark,
      opened: 1,
      notReports: this.#found === 0 && !rejected ? 1 : 0,
    });
  }

  async storeSome(): Promise<void> {
    if (this.#batch.full) await this.#batch.flush();
  }

  async settle(): Promise<void> {
    await this.#batch.settle();
  }

  async drop(): Promise<void> {
    await this.#batch.drop();
  }

  async #start(): Promise<void> {
    if (this.started) return;
    await this.#work.store.imports.start(this.#importId, { files: 0, bytes: 0 });
    this.started = true;
  }
}

function ignoreFull(error: unknown): void {
  // what could not be noted is looked at once more
  if (!(error instanceof StoreFull)) throw error;
}
