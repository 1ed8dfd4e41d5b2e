/**
 * Stores of one user that import, undo, delete, bring back and decide while their clocks differ, over a carrier that
 * loses, repeats, delays and cuts off, and over backups of any of them that are read in, now or much later, by any. What must hold whatever the schedule is written down in `runSchedule`.
 */
import fc from 'fast-check';
import { createPeerAnswers } from '../../core/engine/exchange/answer-peer.ts';
import { exchangeWith, type PeerAsk } from '../../core/engine/exchange/exchange-with.ts';
import type { PeerRequest } from '../../core/engine/exchange/face.ts';
import { restoreBackup } from '../../core/engine/exchange/restore-backup.ts';
import { createIngest } from '../../core/engine/intake/ingest.ts';
import type { DecisionKind } from '../../core/merge/decision-kinds.ts';
import { stampsOf } from '../../core/merge/presence.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { writeBackup } from '../../core/store/backup.ts';
import { openStore } from '../../core/store/open-store.ts';
import { readBackup } from '../../core/store/read-backup.ts';
import type { Store } from '../../core/store/store.ts';
import { unpack } from '../../core/unpack/unpack.ts';
import { madeReport, reportXml, totalsOf } from './messages.ts';
import { plainReader } from './plain-reader.ts';
import { randomOf } from './random.ts';

const HOUR = 3_600_000;
const REPORTS = [0, 1, 2, 3, 4];
/** Clocks that are wrong by more than this make no statement about whose click was the last. */
const SKEWS = [HOUR, -HOUR, 30 * HOUR, -30 * HOUR, 0];

export type Step =
  | { do: 'import'; who: number; reports: { number: number; wrapping: number }[] }
  | { do: 'undo'; who: number; which: number }
  | { do: 'delete'; who: number; which: number; many: boolean }
  | { do: 'bring-back'; who: number; which: number }
  | { do: 'decide'; who: number; what: number; taken: boolean }
  | { do: 'exchange'; who: number; with: number; trouble: number; dice: number }
  | { do: 'backup'; who: number; with: number; keptFor: number }
  | { do: 'skew'; who: number; which: number }
  | { do: 'restart'; who: number };

export interface Schedule {
  stores: number;
  steps: Step[];
}

const who = fc.nat(3);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('import' as const),
      who,
      reports: fc.array(fc.record({ number: fc.constantFrom(...REPORTS), wrapping: fc.nat(1) }), {
        minLength: 1,
        maxLength: 3,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), who, which: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('delete' as const),
      who,
      which: fc.nat(5),
      many: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bring-back' as const), who, which: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      who,
      what: fc.constantFrom(0, 0, 0, 0, 3, 3, 1, 2, 4, 5),
      taken: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('exchange' as const),
      who,
      with: who,
      trouble: fc.constantFrom(0, 0, 0.15, 0.4),
      dice: fc.nat(1_000_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('backup' as const), who, with: who, keptFor: fc.nat(3) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('skew' as const), who, which: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
);

export const schedule: fc.Arbitrary<Schedule> = fc.record({
  stores: fc.integer({ min: 2, max: 4 }),
  steps: fc.array(step, { minLength: 3, maxLength: 24, size: 'max' }),
});

function documentOf(number: number, wrapping: number): string {
  const xml = reportXml(madeReport({ org: `org${number}.example` }));
  return wrapping === 0 ? xml : xml.replace('</feedback>', `<!-- ${wrapping} --></feedback>`);
}

const MESSAGES = totalsOf(madeReport({ org: 'x.example' })).messages;

interface Subject {
  kind: DecisionKind;
  key: string;
  value(nth: number): unknown;
}

/** What is decided about, one kind of each sort. */
const SUBJECTS: readonly Subject[] = [
  { kind: 'domain-tags', key: 'shop.example', value: (nth) => [`tag ${nth}`] },
  { kind: 'domain-listing', key: 'shop.example', value: (nth) => (nth % 2 ? 'confirmed' : 'declined') },
  { kind: 'domain-last-active', key: 'shop.example', value: (nth) => `v=DMARC1; p=reject; x=${nth}` },
  {
    kind: 'ignored',
    key: 'shop.example 192.0.2.1',
    value: (nth) => ({ senderKey: '', senderName: '', by: '', note: `${nth}`, at: nth, endedAt: null }),
  },
  { kind: 'alert-state', key: 'r|shop.example|20000', value: (nth) => (nth % 2 ? 'done' : 'read') },
  { kind: 'report-addresses', key: 'mine', value: (nth) => [`${nth}@shop.example`] },
];

interface Import {
  side: number;
  id: string;
  /** Time of each report's hold, and of its undoing. */
  holds: Map<number, number>;
  undone: Map<number, number>;
}

interface Side {
  store: Store;
  ingest: ReturnType<typeof createIngest>;
  answer(request: unknown): Promise<unknown>;
  tokens: { token: string; held: Map<number, string[]> }[];
}

/** Numbers from 0 up to 1. */
function diceOf(seed: number): () => number {
  const random = randomOf(seed);
  return () => random(1_000_000) / 1_000_000;
}

/** The highest stamp of all that a store holds, whoever made it. */
async function highestStamp(store: Store): Promise<string> {
  const { registers, decisions } = await store.exchange.changes(0, 100_000);
  const all = [...registers.flatMap(stampsOf), ...decisions.map((it) => it.stamp)];
  return all.reduce((highest, it) => (it > highest ? it : highest), '');
}

/** Messages as a port carries them: copies of JSON. */
const wire = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T));

let opened = 0;

/** The rules that a schedule broke, in words; none where all held. */
export async function runSchedule({ stores: count, steps }: Schedule): Promise<string[]> {
  let time = 1_760_000_000_000;
  const skew = Array.from({ length: count }, () => 0);
  const opens = Array.from({ length: count }, () => 0);
  const names = Array.from({ length: count }, () => `model-${opened++}-${Math.random()}`);
  const sides: Side[] = [];
  const imports: Import[] = [];
  const deletedAt = new Map<number, number>();
  /** Of each subject, each decision's stamp and those it knowingly replaced. */
  const replaced = new Map<string, Set<string>>();
  const late: { to: number; request: PeerRequest }[] = [];
  const backups: Blob[] = [];
  const broken: string[] = [];
  let nextImport = 0;
  let skewed = false;

  async function open(i: number): Promise<void> {
    const letter = 'abcd'[i]!;
    const instance = `${letter}${(opens[i]!++).toString(36)}`.padEnd(8, letter);
    const clock = () => time + skew[i]!;
    const store = await openStore({ name: names[i]!, instance, clock, locks: null, channel: null });
    const ingest = createIngest({
      store,
      unpack,
      readDocument,
      clock,
      newId: () => `${letter}${nextImport++}`,
    });
    const answer = createPeerAnswers({ store, reader: plainReader, onChanged: () => undefined });
    sides[i] = { store, ingest, answer, tokens: [] };
  }

  const listed = async (i: number) =>
    (await sides[i]!.store.reports.list({})).map((it) => ({
      id: it.id,
      number: Number(it.reporter.replace(/\D/g, '')),
      imports: it.imports,
      messages: it.messages,
    }));
  const numbers = async (i: number) => (await listed(i)).map((it) => it.number).sort((a, b) => a - b);

  function carrier(to: number, trouble: number, dice: () => number): PeerAsk {
    let cut = false;
    return async (request) => {
      if (cut) return undefined;
      if (dice() < trouble / 8) cut = true;
      if (late.length > 0 && trouble > 0 && dice() < 0.4) {
        const [old] = late.splice(Math.floor(dice() * late.length), 1);
        if (old) await sides[old.to]!.answer(wire(old.request));
      }
      if (dice() < trouble / 2) return undefined;
      if (dice() < trouble) late.push({ to, request: wire(request) });
      const answer = wire(await sides[to]!.answer(wire(request)));
      if (dice() < trouble) await sides[to]!.answer(wire(request));
      return dice() < trouble / 2 ? undefined : answer;
    };
  }

  const exchange = (from: number, to: number, trouble: number, dice: () => number) =>
    exchangeWith({ store: sides[from]!.store, reader: plainReader }, carrier(to, trouble, dice));

  async function act(it: Step, at: number): Promise<void> {
    const i = it.who % count;
    const { store, ingest, tokens } = sides[i]!;
    switch (it.do) {
      case 'import': {
        const files = it.reports.map(({ number, wrapping }, nth) => ({
          name: `${number}-${wrapping}-${nth}.xml`,
          blob: new Blob([documentOf(number, wrapping)]),
        }));
        const { importId } = await ingest.importFiles(files);
        const holds = new Map(it.reports.map(({ number }) => [number, time]));
        imports.push({ side: i, id: importId, holds, undone: new Map() });
        const here = new Set(await numbers(i));
        for (const { number } of it.reports)
          if (!here.has(number)) broken.push(`step ${at}: import not listed`);
        return;
      }
      case 'undo': {
        const own = imports.filter((each) => each.side === i && each.undone.size === 0);
        const chosen = own[it.which % Math.max(1, own.length)];
        if (chosen === undefined) return;
        await store.reports.undoImport(chosen.id);
        for (const number of chosen.holds.keys()) chosen.undone.set(number, time);
        const held = (await listed(i)).some((each) => each.imports.includes(chosen.id));
        if (held) broken.push(`step ${at}: an undone import still holds reports`);
        return;
      }
      case 'delete': {
        const all = await listed(i);
        const chosen = all.filter((_, nth) =>
          it.many ? (nth + it.which) % 2 === 0 : nth === it.which % all.length,
        );
        if (chosen.length === 0) return;
        const token = await store.reports.trash(chosen.map((each) => each.id));
        tokens.push({ token, held: new Map(chosen.map((each) => [each.number, each.imports])) });
        for (const { number } of chosen) deletedAt.set(number, time);
        const here = new Set(await numbers(i));
        if (chosen.some(({ number }) => here.has(number))) broken.push(`step ${at}: deleted, still listed`);
        return;
      }
      case 'bring-back': {
        const [chosen] = tokens.splice(it.which % Math.max(1, tokens.length), 1);
        if (chosen === undefined) return;
        const before = new Set(await numbers(i));
        await store.reports.restore(chosen.token);
        const back = (await numbers(i)).filter((number) => !before.has(number));
        for (const number of back) {
          const held = chosen.held.get(number) ?? [];
          for (const each of imports) if (held.includes(each.id)) each.holds.set(number, time);
        }
        return;
      }
      case 'decide': {
        const { kind, key, value } = SUBJECTS[it.what % SUBJECTS.length]!;
        const stampOf = async () =>
          (await store.exchange.changes(0, 100_000)).decisions.find(
            (each) => each.kind === kind && each.key === key,
          )?.stamp ?? '';
        const before = await stampOf();
        const seen = await highestStamp(store);
        await store.decisions.set(kind, [{ key, value: it.taken ? value(at) : null }]);
        if ((await stampOf()) <= before) broken.push(`step ${at}: stamped below what it replaces`);
        // Also below what it took in of others: a store that forgets what it saw loses by it later.
        if ((await stampOf()) <= seen) broken.push(`step ${at}: stamped below what the store has seen`);
        const known = replaced.get(`${kind} ${key}`) ?? new Set();
        replaced.set(`${kind} ${key}`, known.add(before));
        return;
      }
      case 'exchange': {
        const to = it.with % count;
        if (to !== i) await exchange(i, to, it.trouble, diceOf(it.dice));
        return;
      }
      case 'backup': {
        const { ok, ...written } = await writeBackup(store, time + skew[i]!);
        if (!ok || !('file' in written)) return void broken.push(`step ${at}: no backup could be written`);
        backups.push(written.file);
        // The one just made, or an older one of whatever store.
        const file = backups[Math.max(0, backups.length - 1 - it.keptFor)]!;
        await restore(it.with % count, file, at);
        return;
      }
      case 'skew':
        skew[i] = SKEWS[it.which]!;
        skewed ||= skew[i] !== 0;
        return;
      case 'restart':
        store.close();
        await open(i);
    }
  }

  async function restore(to: number, file: Blob, at: number): Promise<void> {
    const read = await readBackup(file);
    if (!read.ok) return void broken.push(`step ${at}: a backup is refused: ${read.refusal.code}`);
    const { store, ingest } = sides[to]!;
    const result = await restoreBackup(
      {
        ...{ store, ingest, reader: plainReader, newId: () => `r${nextImport++}` },
        ...{ onProgress: () => undefined, judge: async () => undefined, hooks: {} },
      },
      read.backup,
      { confirmations: true },
    );
    if (result.damage.length + result.refused > 0 || result.refusal !== null)
      broken.push(`step ${at}: a backup came in part: ${JSON.stringify(result)}`);
  }

  async function settle(): Promise<void> {
    skew.fill(0);
    time += skewed ? 72 * HOUR : 1_000;
    let quiet = 0;
    for (let round = 0; round < 12 && quiet < 2; round++) {
      let moved = 0;
      for (let i = 0; i < count; i++) {
        time += 1_000;
        const { outcome } = await exchange(i, (i + 1) % count, 0, () => 0.99);
        moved += outcome.received + outcome.given + outcome.removed + outcome.decisions;
        if (outcome.stopped !== null) broken.push(`at the end an exchange stopped: ${outcome.stopped}`);
        if (quiet === 1 && !outcome.equal)
          broken.push(`at rest, and not called equal: ${JSON.stringify(outcome)}`);
      }
      quiet = moved === 0 ? quiet + 1 : 0;
    }
    if (quiet === 0) broken.push('the stores never came to rest');
  }

  async function compare(): Promise<void> {
    const reports = await Promise.all(sides.map((_, i) => numbers(i)));
    const first = JSON.stringify(reports[0]);
    if (reports.some((it) => JSON.stringify(it) !== first))
      broken.push(`reports differ: ${JSON.stringify(reports)}`);
    const said = await Promise.all(
      sides.map(async ({ store }) =>
        (await store.exchange.changes(0, 100_000)).decisions
          .map((it) => JSON.stringify([it.kind, it.key, it.stamp, it.value]))
          .sort(),
      ),
    );
    if (said.some((it) => JSON.stringify(it) !== JSON.stringify(said[0]))) broken.push('decisions differ');
    for (const text of said[0]!) {
      const [kind, key, stamp] = JSON.parse(text) as [string, string, string];
      if (replaced.get(`${kind} ${key}`)?.has(stamp)) broken.push(`an older decision stands: ${kind}`);
    }
    if (said[0]!.length < replaced.size) broken.push('a decision was lost');
    if (skewed) return;
    const should = REPORTS.filter((number) =>
      imports.some(({ holds, undone }) => {
        const at = holds.get(number) ?? -1;
        return at > (undone.get(number) ?? -1) && at > (deletedAt.get(number) ?? -1);
      }),
    );
    if (first !== JSON.stringify(should))
      broken.push(`holds ${first}, should hold ${JSON.stringify(should)}`);
  }

  /** Every sum equals what the documents give: each report has the same figures. */
  async function recount(i: number): Promise<void> {
    const { store } = sides[i]!;
    const rows = await listed(i);
    const distinct = new Set(rows.map((it) => it.number)).size;
    if (distinct !== rows.length) broken.push('a report is listed twice');
    const messages = distinct * MESSAGES;
    const domains = await store.summaries.domains();
    const totals = domains.reduce((sum, it) => sum + it.messages, 0);
    let scanned = 0;
    let byAddress = 0;
    for (const { domain } of domains) {
      for await (const { block } of store.reports.scan(domain)) {
        for (let row = 0; row < block.count; row++) scanned += block.messages[row]!;
      }
      for (const it of await store.summaries.addresses(domain)) byAddress += it.messages;
    }
    const days = (await Promise.all(domains.map((it) => store.summaries.days(it.domain)))).flat();
    const byDay = days.reduce((sum, it) => sum + it.messages, 0);
    const counts = [totals, scanned, byAddress, byDay];
    if (counts.some((it) => it !== messages))
      broken.push(`${messages} messages, counted ${counts.join(', ')}`);
    if ((await store.reports.count()).reports !== distinct) broken.push('the count of reports is another');
  }

  try {
    for (let i = 0; i < count; i++) await open(i);
    for (const [at, it] of steps.entries()) {
      time += 1_000;
      await act(it, at);
    }
    await settle();
    await compare();
    for (let i = 0; i < count; i++) {
      await recount(i);
      const before = JSON.stringify(await numbers(i));
      sides[i]!.store.close();
      await open(i);
      if (JSON.stringify(await numbers(i)) !== before) broken.push('opening a store changed what it holds');
    }
  } finally {
    for (const side of sides) side.store.close();
    for (const name of names) indexedDB.deleteDatabase(name);
  }
  return broken;
}
