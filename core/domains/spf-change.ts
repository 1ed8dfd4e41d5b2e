import { normalName } from '../lib/domain-name.ts';
import type { SpfChange } from '../model/domain-configuration.ts';

/** RFC 7208 section 4.6.4. */
const MAX_LOOKUPS = 10;
/** Bare addresses added for one sender at most; more belong into an include. */
export const MAX_BARE_ADDRESSES = 20;
/** RFC 7208 section 3.4: an answer should fit 512 bytes with all that stands beside the record. */
const LONG_RECORD = 450;

/** A sender that the user wants In. */
export interface WantedSender {
  key: string;
  name: string;
  addresses: readonly string[];
  /** Names whose SPF records publish the service's ranges; empty for single addresses. */
  includes: readonly string[];
  forwarder: boolean;
  /** Whether its envelope domain is the domain or aligned with it; SPF cannot help otherwise. */
  envelopeAligned: boolean;
}

/** What a record does, from compiling it. Injected, so that this stage needs no SPF of its own. */
export interface RecordTrial {
  /** Whether an address passes; asks DNS where the record does for each address. */
  passes(address: string): boolean | Promise<boolean>;
  /** Look-ups of an address that matches nothing, beyond the limit too. */
  lookups: number;
  voids: number;
  /** Machine code of a permerror or temperror; empty where none. */
  problem: string;
  /** Addresses that pass in all, IPv4 only: IPv6 counts say nothing. */
  addressCount: number;
}

/** Compiles a record's text for the domain. Never throws. */
export type TryRecord = (text: string) => Promise<RecordTrial>;

/**
 * The smallest change to an SPF record that makes the given senders In: for a service the include it
 * publishes, and single addresses only for what no include covers or where ten look-ups would be passed.
 *
 * @param current the record as it is; empty where the domain has none
 */
export async function spfChange(
  current: string,
  senders: readonly WantedSender[],
  tryRecord: TryRecord,
): Promise<SpfChange> {
  const before = current.trim();
  const trial = await tryRecord(before === '' ? EMPTY : before);
  const change: SpfChange = {
    before,
    after: before,
    terms: [],
    lookups: { before: trial.lookups, after: trial.lookups },
    refused: [],
    problems: [],
  };
  if (before !== '' && trial.problem !== '' && trial.problem !== 'too-many-lookups') {
    change.problems.push({ code: 'before-invalid', detail: trial.problem });
    return change;
  }
  let state = { text: before === '' ? EMPTY : before, trial };
  for (const sender of senders) {
    const missing = await notPassing(sender.addresses, state.trial);
    if (sender.forwarder) change.refused.push({ key: sender.key, reason: 'forwarder' });
    else if (!sender.envelopeAligned)
      change.refused.push({ key: sender.key, reason: 'envelope-not-aligned' });
    else if (missing.length === 0) change.refused.push({ key: sender.key, reason: 'already-in' });
    else state = await admit(sender, missing, state, change, tryRecord);
  }
  if (change.terms.length > 0) change.after = state.text;
  change.lookups.after = state.trial.lookups;
  if (state.trial.lookups > MAX_LOOKUPS) {
    change.problems.push({ code: 'too-many-lookups', detail: String(state.trial.lookups) });
  } else if (state.trial.problem !== '') {
    change.problems.push({ code: 'after-invalid', detail: state.trial.problem });
  }
  if (change.after.length > LONG_RECORD) {
    change.problems.push({ code: 'record-long', detail: String(change.after.length) });
  }
  return change;
}

const EMPTY = 'v=spf1 ~all';

interface State {
  text: string;
  trial: RecordTrial;
}

async function admit(
  sender: WantedSender,
  missing: string[],
  start: State,
  change: SpfChange,
  tryRecord: TryRecord,
): Promise<State> {
  let state = start;
  const include = await bestInclude(sender, missing, state, tryRecord);
  if (include !== null) {
    note(change, include.term, sender, include.state.trial.addressCount - state.trial.addressCount);
    state = include.state;
  }
  const left = await notPassing(missing, state.trial);
  if (left.length > MAX_BARE_ADDRESSES) {
    change.refused.push({ key: sender.key, reason: 'too-many-addresses' });
    return state;
  }
  if (left.length === 0) return state;
  const terms = left.map((address) => `${address.includes(':') ? 'ip6' : 'ip4'}:${address}`);
  const text = insertTerms(state.text, terms);
  const trial = await tryRecord(text);
  const useless = new Set(await notPassing(left, trial));
  if (useless.size > 0) change.refused.push({ key: sender.key, reason: 'not-in-after' });
  // What does not help is not proposed: a term before it turns the address away, or nothing is reached any more.
  const useful = terms.filter((_, i) => !useless.has(left[i] as string));
  if (useful.length === 0) return state;
  for (const term of useful) note(change, term, sender, 0);
  if (useful.length === terms.length) return { text, trial };
  const less = insertTerms(state.text, useful);
  return { text: less, trial: await tryRecord(less) };
}

/** The include that admits most of what is missing within ten look-ups; the cheaper one where equal. */
async function bestInclude(
  sender: WantedSender,
  missing: readonly string[],
  state: State,
  tryRecord: TryRecord,
): Promise<{ term: string; state: State } | null> {
  let best: { term: string; state: State; covered: number } | null = null;
  for (const name of new Set(sender.includes.map(normalName))) {
    const term = `include:${name}`;
    const text = insertTerms(state.text, [term]);
    const trial = await tryRecord(text);
    if (trial.lookups > MAX_LOOKUPS || (trial.problem !== '' && trial.problem !== state.trial.problem))
      continue;
    const covered = missing.length - (await notPassing(missing, trial)).length;
    if (covered === 0) continue;
    const better =
      best === null ||
      covered > best.covered ||
      (covered === best.covered && trial.lookups < best.state.trial.lookups);
    if (better) best = { term, state: { text, trial }, covered };
  }
  return best;
}

async function notPassing(addresses: readonly string[], trial: RecordTrial): Promise<string[]> {
  const passes = await Promise.all(addresses.map((address) => trial.passes(address)));
  return addresses.filter((_, i) => !passes[i]);
}

/** Puts terms in front of the first `all`, or of `redirect=` and `exp=`, so that they are reached. */
export function insertTerms(text: string, terms: readonly string[]): string {
  const words = text.trim().split(/ +/);
  const at = words.findIndex((word) => /^[+?~-]?all$/i.test(word) || /^(redirect|exp)=/i.test(word));
  const place = at < 0 ? words.length : at;
  return [...words.slice(0, place), ...terms, ...words.slice(place)].join(' ');
}

function note(change: SpfChange, term: string, sender: WantedSender, admits: number): void {
  const known = change.terms.find((each) => each.term === term);
  if (known !== undefined) known.senders.push(sender.key);
  else change.terms.push({ term, senders: [sender.key], admits: Math.max(0, admits) });
}
