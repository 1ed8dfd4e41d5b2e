import * as v from 'valibot';
import {
  alertRule,
  alertState,
  grouping,
  ignored,
  ownService,
  senderClass,
  shortText,
  tags,
  wantedRecord,
  wantedZoneRecord,
} from './decision-shapes.ts';

/** Topic that listeners of a kind of decision wait for. */
export type DecisionTopic = 'domains' | 'senders' | 'alerts' | 'settings';

export interface KindRules {
  /** What a value from outside must look like; what it has beside that is kept. */
  shape: v.GenericSchema;
  topic: DecisionTopic;
  /** The domain that a decision concerns, by its key; null: any. */
  subject(key: string): string | null;
  /**
   * `travels`: to connected stores and out of a backup. `asked`: to connected stores as well, which their user
   * connected by a click, but out of a backup only by a click. `stays`: never leaves the store.
   */
  travels: 'travels' | 'asked' | 'stays';
  /** DNS says more of a domain after it, or other addresses are asked about; else judging anew is all that follows. */
  asksDns?: true;
  /** Whether the program itself writes such rows: they then lose against every decision of a person. */
  seeded: boolean;
}

const isDomain = (key: string): string => key;
const isAny = (): null => null;

function ofDomain(shape: v.GenericSchema, travels: KindRules['travels'] = 'travels'): KindRules {
  return { shape, topic: 'domains', subject: isDomain, travels, seeded: false };
}

/** Every kind of decision there is. Store, exchange and backup know no other. */
const KINDS = {
  // Asks DNS for the domain from then on.
  'domain-listing': {
    ...ofDomain(v.picklist(['confirmed', 'declined', 'unconfirmed']), 'asked'),
    asksDns: true,
  },
  'domain-declared': ofDomain(v.nullable(v.picklist(['sends', 'non-sending']))),
  'domain-locked': ofDomain(v.boolean()),
  'domain-tags': ofDomain(tags),
  'domain-sample': ofDomain(v.boolean(), 'stays'),
  'domain-chosen-active': ofDomain(v.boolean()),
  'domain-last-active': ofDomain(shortText),
  'domain-receives': ofDomain(v.boolean()),
  'report-addresses': { ...ofDomain(tags), subject: isAny },
  wanted: ofDomain(wantedRecord),
  'wanted-zone-record': { ...ofDomain(wantedZoneRecord), subject: isAny },
  ignored: {
    shape: ignored,
    topic: 'senders',
    subject: (key) => key.split(' ', 1)[0]!,
    travels: 'travels',
    seeded: false,
  },
  // `DOMAIN SENDER`
  'sender-class': {
    shape: senderClass,
    topic: 'senders',
    subject: (key) => key.split(' ', 1)[0]!,
    travels: 'travels',
    seeded: false,
  },
  grouping: { shape: grouping, topic: 'senders', subject: isAny, travels: 'travels', seeded: false },
  service: {
    shape: ownService,
    topic: 'senders',
    subject: isAny,
    travels: 'travels',
    asksDns: true,
    seeded: false,
  },
  'alert-rule': { shape: alertRule, topic: 'alerts', subject: isAny, travels: 'travels', seeded: true },
  'alert-rules-seeded': {
    shape: v.boolean(),
    topic: 'alerts',
    subject: isAny,
    travels: 'stays',
    seeded: true,
  },
  'alert-state': {
    shape: alertState,
    topic: 'alerts',
    // `rule|domain|day`
    subject: (key) => key.split('|')[1] ?? null,
    travels: 'travels',
    seeded: false,
  },
} as const satisfies Record<string, KindRules>;

export type DecisionKind = keyof typeof KINDS;

export const DECISION_KINDS: Readonly<Record<DecisionKind, KindRules>> = KINDS;

export function isDecisionKind(kind: unknown): kind is DecisionKind {
  return typeof kind === 'string' && Object.hasOwn(DECISION_KINDS, kind);
}
