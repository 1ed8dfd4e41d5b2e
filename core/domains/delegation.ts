import type { Pointing } from '../model/dmarc.ts';
import type { DnsResult } from '../model/dns.ts';
import type { DelegationStep, StepState, ZoneLine } from '../model/domain-configuration.ts';
import type { HostPlace, HostState } from '../model/host.ts';
import { sameTexts } from './plan.ts';

/** A TTL of at most this before the switch, so that what is old is forgotten soon. Seconds. */
const LOW_TTL = 300;

export interface DelegationFacts {
  place: HostPlace;
  pointing: Pointing;
  /**
   * What the host holds, read from itself; null where it could not be read. What DNS says does not do: a
   * delegated name and the TXT before it are the same name.
   */
  host: HostState | null;
  /** False: nobody can look into the host before DNS leads there, so the next steps open unticked. */
  automatic?: boolean;
  /** The host signs the zone with DNSSEC; then, and only then, a DS belongs into the parent. */
  signed: boolean;
  /** Answer to `_dmarc.D DS`; null where not asked. */
  ds: DnsResult | null;
}

/**
 * The safe order to lead a TXT domain to a host: the host answers first with the very record that is in
 * force; then the old TTL is lowered; then TXT goes and NS or CNAME comes in one edit, because beside a
 * CNAME nothing may stand and behind an NS the TXT is no longer seen. Each step is ticked by what DNS and
 * the host show, never by a click.
 */
export function delegationSteps(facts: DelegationFacts): DelegationStep[] {
  const { place, pointing } = facts;
  const record = pointing.record?.text ?? null;
  const arrived = leadsTo(place, pointing);
  const replaced = pointing.kind !== 'txt' && pointing.kind !== 'unknown' && pointing.kind !== 'several';
  const filled = isFilled(facts, record, arrived);
  const mayGoOn = filled === 'done' || (facts.automatic === false && filled === 'unknown');
  const low = arrived || replaced || (pointing.ttl ?? Number.POSITIVE_INFINITY) <= LOW_TTL;
  const known = pointing.kind !== 'unknown';
  const ticked = (done: boolean, ready: boolean): StepState =>
    done ? 'done' : known ? (ready ? 'open' : 'waiting') : 'unknown';

  const texts = record === null ? pointing.texts : [record];
  const old: ZoneLine[] = arrived
    ? []
    : texts.map((value) => ({ name: place.owner, type: 'TXT', value, ttl: null }));
  const steps: DelegationStep[] = [
    { ...step('fill-host', filled), wait: null },
    {
      ...step('lower-ttl', ticked(low, mayGoOn)),
      lines: old.map((line) => ({ ...line, ttl: LOW_TTL })),
      wait: low ? null : (pointing.ttl ?? null),
    },
    { ...step('remove-txt', ticked(replaced, mayGoOn && low)), lines: old },
    {
      ...step(place.by === 'ns' ? 'add-ns' : 'add-cname', ticked(arrived, mayGoOn && low)),
      lines: linesOf(place),
      withPrevious: old.length > 0,
    },
  ];
  if (place.by === 'ns' && !facts.signed) steps.push(step('no-ds', dsState(facts.ds)));
  steps.push({
    ...step('seen-in-dns', ticked(arrived && pointing.kind === place.by, false)),
    wait: arrived ? null : (pointing.ttl ?? null),
  });
  return steps;
}

/** Whether DNS shows the pointing that the place wants. */
function leadsTo(place: HostPlace, pointing: Pointing): boolean {
  const path = pointing.kind === 'ns' || pointing.kind === 'cname' ? pointing.kind : pointing.via;
  if (path !== place.by) return false;
  const wanted = place.by === 'ns' ? place.nameServers : [place.target];
  return sameTexts(pointing.targets, wanted);
}

/** A host that was not read back is not filled: publishing the delegation then would lose the record. */
function isFilled(facts: DelegationFacts, record: string | null, arrived: boolean): StepState {
  if (facts.host === null) return arrived && facts.pointing.record !== null ? 'done' : 'unknown';
  const texts = facts.host.txt?.texts ?? [];
  if (texts.length === 0) return 'open';
  return record === null || arrived || sameTexts(texts, [record]) ? 'done' : 'open';
}

function linesOf(place: HostPlace): ZoneLine[] {
  if (place.by === 'cname')
    return [{ name: place.owner, type: 'CNAME', value: `${place.target}.`, ttl: LOW_TTL }];
  return place.nameServers.map((server) => ({
    name: place.owner,
    type: 'NS',
    value: `${server}.`,
    ttl: LOW_TTL,
  }));
}

/** A DS in front of an unsigned zone makes every answer bogus for validating resolvers (RFC 4035 section 5.2). */
function dsState(ds: DnsResult | null): StepState {
  if (ds === null || 'detail' in ds) return 'unknown';
  return ds.kind === 'answer' ? 'open' : 'done';
}

function step(code: DelegationStep['code'], state: StepState): DelegationStep {
  return { code, state, lines: [], wait: null, withPrevious: false };
}
