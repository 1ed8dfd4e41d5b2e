import type { NoAnswer } from './dns.ts';

/** Status of a flow: mail of one address for one header-from and envelope domain. */
export type FlowStatus = 'in' | 'not' | 'undecided' | 'unchecked';
/** Status of an address: the worst of its flows; Ignored is said of addresses, and covers Not ones only. */
export type AddressStatus = FlowStatus | 'ignored';
/**
 * Why SPF of mail was not checked: what DNS or the switches say; the domain is not confirmed, or
 * no name that could be; or its turn has not come (`pending`).
 */
export type UncheckedReason = NoAnswer | 'not-confirmed' | 'not-a-name' | 'pending';
/** Headline of a sender. What is counted, alerted and simulated is counted by flows and addresses. */
export type SenderStatus = AddressStatus | 'partially';
/** Figures by the statuses of one level. */
export type Counts<Level extends SenderStatus> = Record<Level, number>;

/** Worst first: where header-from domains differ, the worst is the headline. */
export const SENDER_STATUS_ORDER: readonly SenderStatus[] = [
  'not',
  'partially',
  'undecided',
  'unchecked',
  'ignored',
  'in',
];
export type SenderRemark = 'passes-by-dkim' | 'over-broad' | 'domain-permerror' | 'some-ignored';

/**
 * What a sender asks of the user, the most first: `unknown` who it is; one of theirs that fails; a service partly in SPF; `open`: DNS
 * has not told; a forwarder; failing mail that is held back or said not to be theirs; passes by DKIM alone; in order; ignored.
 */
export const SENDER_NEEDS = [
  'unknown',
  'failing',
  'partially',
  'open',
  'forwarder',
  'spoofed',
  'by-dkim',
  'fine',
  'ignored',
] as const;
export type SenderNeed = (typeof SENDER_NEEDS)[number];

export const SERVICE_KINDS = [
  'mailbox',
  'marketing',
  'transactional',
  'notification',
  'support',
  'ticket',
  'crm',
  'survey',
  'hr',
  'finance',
  'ecommerce',
  'monitoring',
  'security-gateway',
  'forwarder',
  'mailing-list',
  'hosting',
] as const;
export type ServiceKind = (typeof SERVICE_KINDS)[number];

/** A known sending service. */
export interface Service {
  /** Kebab-case, stable. */
  id: string;
  name: string;
  kind: ServiceKind;
  url: string;
  /** Suffixes of forward-confirmed reverse names; longest wins. */
  ptr: string[];
  /** Names whose SPF records publish the service's ranges. */
  spf: string[];
  /** DKIM d= domains: a hint only, never groups. */
  dkim: string[];
  /** The service's own envelope domains. */
  envelope: string[];
  /** Whether it also relays others' mail. */
  forwards: 'no' | 'yes' | 'both';
  /** Addresses and CIDR ranges; of services that the user added only. */
  ranges?: string[];
}

/** Which fact put an address into a service. */
export type GroupingEvidence =
  | { by: 'reverse-name'; name: string }
  | { by: 'published-range'; spf: string; term: string }
  | { by: 'envelope-spf'; domain: string }
  | { by: 'own-range'; range: string }
  | { by: 'user'; note: string };
