import type { Service } from '../model/sender.ts';
import { type ForwarderEvidence, type JudgedSender, SUM } from '../model/traffic.ts';
import { NOTABLE, share, TYPICAL } from './shares.ts';

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
 * aligned DKIM without aligned SPF is the common sign; on its own a newsletter service, or a new server of the
 * user's, shows the same.
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

/** How much of a sender's mail shows that it was forwarded; messages. */
export interface ForwardedMail {
  /** Messages that receivers took as forwarded: ARC, an override, or a known forwarder's envelope. */
  marked: number;
  /** These, and those whose aligned signature survived while SPF did not. */
  signed: number;
}

/** Sums up evidence without counting a message twice: signs of one kind may be of the same messages. */
export function forwardedMail(evidence: readonly ForwarderEvidence[], messages: number): ForwardedMail {
  const of = (code: ForwarderEvidence['code']): number =>
    evidence.filter((each) => each.code === code).reduce((sum, each) => sum + each.messages, 0);
  const overridden = Math.max(of('arc-pass'), of('override-forwarded'));
  const enveloped = of('forwarder-envelope');
  const survived = of('dkim-aligned-spf-not');
  return {
    marked: Math.min(messages, Math.max(overridden, enveloped)),
    signed: Math.min(messages, overridden + Math.max(survived, enveloped)),
  };
}

/**
 * Whether the evidence makes a sender a forwarder: a service known as one, or a sender outside the record most
 * of whose mail bears a sign, and a notable share one that a receiver gave. Aligned DKIM alone never does: a
 * server of the user's that signs shows the same.
 */
export function isForwarder(
  evidence: readonly ForwarderEvidence[],
  notInSpf: boolean,
  messages: number,
): boolean {
  if (evidence.some((each) => each.code === 'known-forwarder')) return true;
  if (!notInSpf) return false;
  const { marked, signed } = forwardedMail(evidence, messages);
  return share(marked, messages) >= NOTABLE && share(signed, messages) >= TYPICAL;
}

/**
 * The share of a sender's mail that bears a sign of forwarding. A surviving signature counts only beside signs that
 * a receiver gave: alone it is what every server shows that signs and is not in the record.
 */
export function forwarderShare(evidence: readonly ForwarderEvidence[], messages: number): number {
  const { marked, signed } = forwardedMail(evidence, messages);
  const isKnown = evidence.some((each) => each.code === 'known-forwarder');
  return share(isKnown || share(marked, messages) >= NOTABLE ? signed : marked, messages);
}

/** Failing messages of a sender that no receiver marked as forwarded: spoofing cannot be ruled out for them. */
export function unexplainedFailures({ sums, forwarderEvidence: evidence }: JudgedSender): number {
  const messages = sums[SUM.messages]!;
  const failed = messages - sums[SUM.passed]!;
  return failed - Math.min(failed, forwardedMail(evidence, messages).marked);
}
