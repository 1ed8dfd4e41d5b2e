import type { UnixSeconds } from './report.ts';

/** A policy domain the store knows. `unconfirmed` ones were only seen in reports: no DNS for them. */
export type DomainListing = 'confirmed' | 'declined' | 'unconfirmed';

/** Ignored holds for the addresses it was said of. */
export interface IgnoredDecision {
  domain: string;
  /** Sender key when it was said, for display. */
  senderKey: string;
  senderName: string;
  addresses: string[];
  by: string;
  at: UnixSeconds;
  note: string;
  /** Set for good when the addresses entered the SPF record. */
  endedAt: UnixSeconds | null;
}

/* ---- Reports ---- */

/** What the user said a sender of a domain is: `ours` stays open until its mail passes. */
export type SenderClassWord = 'ours' | 'forwarder' | 'not-ours';

export interface SenderClassDecision {
  as: SenderClassWord;
  /** The sender's name when it was said. */
  name: string;
  by: string;
  at: number;
  note: string;
}
