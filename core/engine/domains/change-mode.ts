import { changeDmarcRecord } from '../../dmarc/build-record.ts';
import { parseDmarcRecord } from '../../dmarc/record.ts';
import { rejectsEverything } from '../../domains/rejects-everything.ts';
import { domainStatus } from '../../domains/status.ts';
import type { HostProblemCode } from '../../model/codes.ts';
import type { DmarcRecord } from '../../model/dmarc.ts';
import type { DomainMode, ModeOffer } from '../../model/domain-configuration.ts';
import { blockedFigures } from './blocked-figures.ts';
import { CHOSEN_ACTIVE_KIND, type Context, LAST_ACTIVE_KIND } from './context.ts';
import { type DomainFacts, domainFacts, offersOf } from './domain-facts.ts';
import type { ModeCheck, ModeResult } from './face.ts';
import { lookAgain } from './look-again.ts';
import { previewText, problemOf, publishText } from './publish.ts';

/** What the dialog shows: the modes, the mail that blocking would hit, and the records before and after. */
export async function modeCheck(context: Context, domain: string): Promise<ModeCheck> {
  const facts = await domainFacts(context, domain);
  const offers = offersOf(facts);
  // Where only the lock goes, nothing is published.
  const isOpen = (mode: DomainMode) =>
    offers.some((offer) => offer.mode === mode && offer.open && offer.reason !== 'takes-lock-off');
  const leaving = facts.decision.locked;
  return {
    offers,
    blocked: await blockedFigures(context, domain),
    block: isOpen('blocked') ? await previewText(context, facts, blockedText(facts.pointing.record)) : null,
    restore:
      leaving && isOpen('active')
        ? await previewText(context, facts, await activeText(context, facts), 'unblock')
        : null,
  };
}

/**
 * Changes the mode. Blocked publishes p=reject and locks the domain; Active takes the lock off and restores
 * the last Active record. The decision is kept only once the host holds the record: a failed change leaves
 * the domain as it was.
 */
export async function changeMode(context: Context, domain: string, mode: DomainMode): Promise<ModeResult> {
  const looked = await lookAgain(context, domain);
  const facts = await domainFacts(context, domain, looked?.pointing);
  if (looked === null && !facts.decision.locked) return { ok: false, problem: problemOf('not-looked-up') };
  const offer = offersOf(facts).find((each) => each.mode === mode);
  if (offer === undefined || !offer.open) {
    return { ok: false, problem: facts.problem ?? problemOf(closedBy(offer), offer?.names.join(', ')) };
  }
  if (offer.reason === 'takes-lock-off') return takeLockOff(context, facts);
  if (mode === 'blocked') return block(context, facts);
  return facts.decision.locked ? unblock(context, facts) : choose(context, facts);
}

/** A closed mode's reason as a problem; what a host says of itself is told by its own problem. */
function closedBy(offer: ModeOffer | undefined): HostProblemCode {
  switch (offer?.reason) {
    case 'current':
    case 'needs-delegation':
    case 'inherits':
    case 'fault':
    case 'not-looked-up':
    case 'no-answer':
    case 'no-host':
      return offer.reason;
    default:
      return 'pointing-decides';
  }
}

async function block(context: Context, facts: DomainFacts): Promise<ModeResult> {
  const { store } = context;
  const { domain, pointing } = facts;
  const active = domainStatus(facts.modes).status === 'active';
  const entry = await publishText(context, domain, blockedText(pointing.record), 'block');
  if (entry.result !== 'done' && entry.result !== 'by-hand') {
    return { ok: false, problem: entry.problem ?? problemOf('server-error') };
  }
  if (active && pointing.record !== null) {
    await store.decisions.set(LAST_ACTIVE_KIND, [{ key: domain, value: pointing.record.text }]);
  }
  await store.domains.change([domain], { locked: true });
  context.onChange('domains', domain);
  return { ok: true, entry };
}

async function unblock(context: Context, facts: DomainFacts): Promise<ModeResult> {
  const { store } = context;
  const { domain } = facts;
  const entry = await publishText(context, domain, await activeText(context, facts), 'unblock');
  if (entry.result !== 'done' && entry.result !== 'by-hand') {
    return { ok: false, problem: entry.problem ?? problemOf('server-error') };
  }
  await store.domains.change([domain], { locked: false });
  await store.decisions.set(CHOSEN_ACTIVE_KIND, [{ key: domain, value: true }]);
  context.onChange('domains', domain);
  return { ok: true, entry };
}

/** The lock alone goes: there is nothing here that could be published, or nowhere to. */
async function takeLockOff(context: Context, { domain }: DomainFacts): Promise<ModeResult> {
  await context.store.domains.change([domain], { locked: false });
  context.onChange('domains', domain);
  return { ok: true, entry: null };
}

/** A domain that was declared non-sending, and is Active because the user says so. */
async function choose(context: Context, facts: DomainFacts): Promise<ModeResult> {
  await context.store.decisions.set(CHOSEN_ACTIVE_KIND, [{ key: facts.domain, value: true }]);
  context.onChange('domains', facts.domain);
  return { ok: true, entry: null };
}

/** The record as it is, made to reject everything; report addresses stay. */
export function blockedText(record: DmarcRecord | null): string {
  if (record !== null && rejectsEverything(record)) return record.text;
  return changeDmarcRecord(record, { p: 'reject', sp: null, np: null, pct: null, testing: null });
}

/** The last Active record; without one, the record in force without its effect. */
async function activeText(context: Context, facts: DomainFacts): Promise<string> {
  const last = await context.store.decisions.get<string>(LAST_ACTIVE_KIND, facts.domain);
  if (last !== null && parseDmarcRecord(last) !== null) return last;
  return changeDmarcRecord(facts.pointing.record, { p: 'none' });
}
