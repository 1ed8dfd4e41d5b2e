import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { noteLocked } from '../../core/engine/facts/blocked-since.ts';
import { type OpenEngine, openEngine } from '../../core/engine/open-engine.ts';
import { isMultiLabelDomain } from '../../core/lib/dns-names.ts';
import type { InputFile } from '../../core/model/input.ts';
import { PREFIX_KEY } from '../../core/model/traffic.ts';
import type { JudgeArguments } from './judge-arguments.ts';
import type { JudgeDecision } from './judge-decisions.ts';

/** All that is stored, whatever its date. */
export const ALL_TIME = { begin: 0, end: Number.MAX_SAFE_INTEGER };
/** A recursive resolver may take several seconds to learn that servers are silent. */
const TIMEOUT_MS = 15_000;
/** A lock without a date holds for all reports: it was said before any of them. */
const BEFORE_ALL = 0;

/**
 * The engine over a store in memory, with all that it judges judged: files read, domains confirmed, DNS asked,
 * decisions taken in, alerts evaluated. To be stopped by the caller.
 *
 * @param tell called with a line for each file that gave no report, and for what else went wrong
 */
export async function judgedEngine(
  args: JudgeArguments,
  files: readonly InputFile[],
  tell: (line: string) => void,
): Promise<OpenEngine> {
  const { now } = args;
  let names = 0;
  const opened = await openEngine({
    name: 'judge',
    indexedDB: new IDBFactory(),
    IDBKeyRange,
    locks: null,
    channel: null,
    instance: 'judge000',
    fetch,
    ...(now === null ? {} : { clock: () => now * 1000 }),
    newId: () => (names++).toString(36).padStart(16, '0'),
    // It runs once, and a pause would end only by a clock that may stand still.
    dns: { backOff: false, timeoutMs: TIMEOUT_MS },
    onFault: (error) => tell(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  });
  const { engine, store } = opened;
  await engine.settings.save({
    resolvers: [{ id: 'own', name: args.doh, url: args.doh }],
    nameSenders: 'on',
  });
  for (const fault of args.faults) tell(fault);
  for (const decision of args.decisions) {
    const refused = await takeBefore(opened, decision);
    if (refused !== null) tell(refused);
  }
  const summary = await engine.intake.importFiles([...files], () => {});
  for (const { path, outcome, refusal } of summary.files) {
    if (refusal !== null) tell(`${path}: ${outcome}: ${refusal.code} ${JSON.stringify(refusal.detail)}`);
  }
  const known = (await store.domains.list()).map((each) => each.domain);
  // A report may name as its domain what is none; nobody can be asked about that.
  const mine = args.mine.length > 0 ? [...new Set(args.mine)] : known.filter(isMultiLabelDomain);
  // Without the limits of a start: whoever calls a tool waits for it.
  await store.domains.change(mine, { listing: 'confirmed' });
  engine.queue.assess(mine);
  await engine.queue.idle();
  for (const decision of args.decisions) if (decision.kind === 'ignore') await ignore(opened, decision);
  await engine.queue.idle();
  // Waits for the alerts of each domain's own run as well.
  await engine.alerts.check();
  return opened;
}

/** Takes a decision that judging begins with; what the engine refuses of it, as a sentence. */
async function takeBefore({ engine, store }: OpenEngine, decision: JudgeDecision): Promise<string | null> {
  if (decision.kind === 'declare') await engine.domains.declareSending(decision.domain, decision.declared);
  else if (decision.kind === 'lock') {
    await store.domains.change([decision.domain], { locked: decision.locked });
    if (decision.locked) await noteLocked(store, decision.domain, BEFORE_ALL);
  } else if (decision.kind === 'service') {
    const { id, ...rest } = decision.service;
    const own = id === '' || id.startsWith('own-') ? id : `own-${id}`;
    const saved = await engine.services.save({ id: own, ...rest });
    if (saved.id !== '') return null;
    const why = saved.problems.filter(({ blocks }) => blocks);
    const said = why.map(({ field, code, detail }) => `${field}: ${code} ${JSON.stringify(detail)}`);
    return `--decisions line ${decision.line}: the service "${rest.name}" is refused: ${said.join('; ')}`;
  }
  return null;
}

/** Ignored is said of the very addresses of the list, and of whole /64 where these stand there. */
async function ignore(
  { engine }: OpenEngine,
  { domain, addresses, note }: Extract<JudgeDecision, { kind: 'ignore' }>,
): Promise<void> {
  for (const address of addresses) {
    const key = address.endsWith('/64') ? `${PREFIX_KEY}${address}` : `ip:${address}`;
    await engine.senders.ignore(domain, key, [address], note);
  }
}
