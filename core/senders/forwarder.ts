import type { Service } from '../model/sender.ts';
import { type ForwarderEvidence, SUM } from '../model/traffic.ts';

/** What speaks for a sender being a forwarder, apart from its service. */
export interface ForwarderFacts {
  service: Service | null;
  /** In the order of SUM. */
  sums: ArrayLike<number>;
  /** Envelope domains of known forwarders that the reporter saw pass SPF, not aligned, with their messages. */
  envelopes: readonly { domain: string; messages: number }[];
}

/**
 * Evidence for forwarding, strongest first. A forwarder keeps the author's signature and breaks his SPF, so
 * aligned DKIM without aligned SPF is the common sign; on its own a newsletter service shows the same.
 */
export function forwarderEvidence(facts: ForwarderFacts): ForwarderEvidence[] {
  const { service, sums, envelopes } = facts;
  const evidence: ForwarderEvidence[] = [];
  const messages = sums[SUM.messages]!;
  if (service?.forwards === 'yes') {
    evidence.push({ code: 'known-forwarder', detail: service.name, messages });
  }
  for (const { domain, messages: seen } of envelopes) {
    evidence.push({ code: 'forwarder-envelope', detail: domain, messages: seen });
  }
  if (sums[SUM.arcPass]! > 0) {
    evidence.push({ code: 'arc-pass', detail: '', messages: sums[SUM.arcPass]! });
  }
  if (sums[SUM.forwarded]! > 0) {
    evidence.push({ code: 'override-forwarded', detail: '', messages: sums[SUM.forwarded]! });
  }
  const dkimOnly = sums[SUM.dkimAligned]! - sums[SUM.bothAligned]!;
  if (dkimOnly > 0) evidence.push({ code: 'dkim-aligned-spf-not', detail: '', messages: dkimOnly });
  if (service?.forwards === 'both') {
    evidence.push({ code: 'may-forward', detail: service.name, messages });
  }
  return evidence;
}

/**
 * Whether the evidence makes a sender a forwarder. Aligned DKIM alone counts only where SPF does not allow
 * the sender and it is no service that sends in its customers' names (those pass by DKIM by design).
 */
export function isForwarder(
  evidence: readonly ForwarderEvidence[],
  notInSpf: boolean,
  service: Service | null,
): boolean {
  const codes = new Set(evidence.map((each) => each.code));
  if (codes.has('known-forwarder')) return true;
  if (!notInSpf) return false;
  if (codes.has('forwarder-envelope') || codes.has('arc-pass') || codes.has('override-forwarded'))
    return true;
  return codes.has('dkim-aligned-spf-not') && service?.forwards !== 'no';
}
