/** Status of a sender for a domain, from DNS: `in` where `check_host()` (RFC 7208) gives `pass` for all its addresses. */
export type SenderStatus = 'in' | 'partially' | 'not' | 'ignored' | 'undecided' | 'unchecked';

/** Worst first: where header-from domains differ, the worst is the headline. */
export const SENDER_STATUS_ORDER: readonly SenderStatus[] = [
  'not',
  'partially',
  'undecided',
  'unchecked',
  'ignored',
  'in',
];
export type SenderRemark = 'passes-by-dkim' | 'over-broad' | 'domain-permerror';

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
