import { prefix64 } from '../lib/ip.ts';
import type { GroupingEvidence, Service, ServiceKind } from '../model/sender.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { Grouping, GroupingCorrection, ReverseName, Sender } from '../model/traffic.ts';
import { type Catalogue, serviceByReverseName, serviceBySpfName } from './find-service.ts';
import { isGenericName } from './generic-name.ts';

/** What is known about addresses, all of it from DNS or the user; nothing a sender writes himself. */
export interface GroupingFacts {
  catalogue: Catalogue;
  reverseName(address: string): ReverseName | undefined;
  /**
   * SPF passes of the address: of the user's own domain, of services' published names and of services' own
   * envelope domains, each evaluated from DNS. A pass that a reporter claims is no fact.
   */
  passes(address: string): readonly SpfVerdict[];
  corrections: readonly GroupingCorrection[];
}

/** Kinds whose reverse names also stand for rented lines and machines. */
const RENTS_OUT: readonly ServiceKind[] = ['mailbox', 'hosting'];

/**
 * Puts addresses into services, and the rest into single senders (IPv6 by /64). An address joins a service
 * only by a correction or a range of the user's, a forward-confirmed reverse name, a published range, or an SPF
 * pass for the service's own envelope domain - in this order, the most particular first.
 */
export function groupAddresses(addresses: readonly string[], facts: GroupingFacts): Grouping {
  const corrected = correctionsByAddress(facts.corrections);
  const senders: Sender[] = [];
  const bySenderKey = new Map<string, number>();
  const senderOf = new Uint32Array(addresses.length);
  const evidence: (GroupingEvidence | null)[] = [];
  for (let a = 0; a < addresses.length; a++) {
    const address = addresses[a]!;
    const found = findService(address, facts, corrected);
    const prefix = found ? null : prefix64(address);
    const key = found ? `service:${found.service.id}` : prefix ? `net:${prefix}` : `ip:${address}`;
    let index = bySenderKey.get(key);
    if (index === undefined) {
      index = senders.length;
      bySenderKey.set(key, index);
      senders.push({
        key,
        kind: found ? 'service' : 'address',
        name: found ? found.service.name : address,
        service: found?.service ?? null,
        members: [],
      });
    }
    const sender = senders[index]!;
    sender.members.push(a);
    if (prefix && sender.members.length === 2) sender.name = prefix;
    senderOf[a] = index;
    evidence.push(found?.evidence ?? null);
  }
  return { senders, senderOf, evidence };
}

interface Found {
  service: Service;
  evidence: GroupingEvidence;
}

function findService(
  address: string,
  facts: GroupingFacts,
  corrected: Map<string, GroupingCorrection>,
): Found | null {
  const { catalogue } = facts;
  const correction = correctionOf(address, corrected);
  if (correction) {
    if (correction.serviceId === null) return null;
    const service = catalogue.byId.get(correction.serviceId);
    // A service that was deleted since: the facts decide again.
    if (service) return { service, evidence: { by: 'user', note: correction.note } };
  }
  const owner = catalogue.ranges.find(address);
  if (owner) return { service: owner.service, evidence: { by: 'own-range', range: owner.range } };
  const reverse = facts.reverseName(address);
  if (reverse?.confirmed) {
    const service = serviceByReverseName(catalogue, reverse.name);
    if (service && !(RENTS_OUT.includes(service.kind) && isGenericName(reverse.name, address))) {
      return { service, evidence: { by: 'reverse-name', name: reverse.name } };
    }
  }
  const passes = facts.passes(address);
  return byPublishedRange(passes, catalogue) ?? byEnvelope(passes, catalogue);
}

/**
 * A pass reached through a service's SPF name lies in that service's range. The last known name of the path
 * decides: `zoho.example` including `_spf.google.com` publishes Google's ranges, not its own.
 */
function byPublishedRange(passes: readonly SpfVerdict[], catalogue: Catalogue): Found | null {
  for (const verdict of passes) {
    if (verdict.result !== 'pass' || verdict.overBroad) continue;
    for (let i = verdict.path.length - 1; i >= 0; i--) {
      const spf = verdict.path[i]!;
      const service = serviceBySpfName(catalogue, spf);
      if (service) return { service, evidence: { by: 'published-range', spf, term: verdict.term } };
    }
  }
  return null;
}

/** A pass for exactly a service's envelope domain, by terms that no other service publishes. */
function byEnvelope(passes: readonly SpfVerdict[], catalogue: Catalogue): Found | null {
  for (const verdict of passes) {
    if (verdict.result !== 'pass' || verdict.overBroad) continue;
    const service = catalogue.envelope.get(verdict.domain);
    if (service) return { service, evidence: { by: 'envelope-spf', domain: verdict.domain } };
  }
  return null;
}

function correctionOf(
  address: string,
  corrected: Map<string, GroupingCorrection>,
): GroupingCorrection | undefined {
  if (corrected.size === 0) return undefined;
  const own = corrected.get(address);
  if (own !== undefined || !address.includes(':')) return own;
  const prefix = prefix64(address);
  return prefix === null ? undefined : corrected.get(prefix);
}

function correctionsByAddress(corrections: readonly GroupingCorrection[]): Map<string, GroupingCorrection> {
  const byAddress = new Map<string, GroupingCorrection>();
  for (const correction of corrections) {
    for (const address of correction.addresses) byAddress.set(address, correction);
  }
  return byAddress;
}
