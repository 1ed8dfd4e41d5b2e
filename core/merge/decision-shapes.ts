import * as v from 'valibot';
import { isUnixTime } from '../lib/is-unix-time.ts';
import { parseNetwork } from '../lib/network.ts';

/** Characters of one short text: a name, a note, a record. */
export const MAX_TEXT = 4_096;
const MAX_LIST = 10_000;
/** Shortest prefixes of a user's own range; a shorter one claims addresses of half the world. */
const SHORTEST_PREFIX = { 4: 8, 6: 19 } as const;

export const shortText = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const texts = v.pipe(v.array(shortText), v.maxLength(MAX_LIST));
const figure = v.pipe(v.number(), v.finite());
/** Unix seconds that can be shown as a time. */
const time = v.custom<number>(isUnixTime);

export const tags = texts;

export const ignored = v.looseObject({
  senderKey: shortText,
  senderName: shortText,
  by: shortText,
  note: shortText,
  at: time,
  endedAt: v.nullable(time),
});

/** What the user said a sender is. */
export const senderClass = v.looseObject({
  as: v.picklist(['ours', 'forwarder', 'not-ours']),
  name: shortText,
  by: shortText,
  note: shortText,
  at: time,
});

export const grouping = v.looseObject({
  addresses: texts,
  serviceId: v.nullable(shortText),
  note: shortText,
  by: shortText,
  at: time,
});

/** A service of the user's own: it has their prefix, so that it stands in for none of the catalogue. */
export const ownService = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^(?:own|sample)-[\w-]{1,80}$/)),
  name: shortText,
  kind: shortText,
  url: shortText,
  ptr: texts,
  spf: texts,
  dkim: texts,
  envelope: texts,
  forwards: v.picklist(['no', 'yes', 'both']),
  ranges: v.optional(v.pipe(texts, v.everyItem(isOwnRange))),
});

function isOwnRange(text: string): boolean {
  const network = parseNetwork(text);
  return network !== null && network.prefix >= SHORTEST_PREFIX[network.ip.family];
}

export const alertRule = v.looseObject({
  id: v.pipe(shortText, v.minLength(1)),
  name: shortText,
  kind: v.picklist([
    'non-compliant-mail',
    'compliant-with-issues',
    'reports-stopped',
    'dns-changed',
    'mail-from-blocked',
  ]),
  enabled: v.boolean(),
  domains: texts,
  statuses: v.array(v.picklist(['in', 'partially', 'not', 'ignored', 'undecided', 'unchecked'])),
  threshold: figure,
  silentDays: figure,
  perReporter: v.boolean(),
  watches: v.array(v.picklist(['spf', 'dmarc', 'dkim', 'pointing'])),
  created: time,
});

const written = v.looseObject({
  wanted: v.looseObject({ name: shortText, texts, ttl: figure }),
  before: v.nullable(texts),
  beforeTtl: figure,
  at: v.nullable(time),
});

/** What was published for a domain's `_dmarc` name, and is to be seen in DNS. */
export const wantedRecord = v.looseObject({ written, action: shortText, hostId: shortText, at: time });

export const wantedZoneRecord = v.looseObject({
  domain: shortText,
  target: v.looseObject({
    name: shortText,
    type: v.picklist(['TXT', 'MX']),
    kind: v.picklist(['spf', 'whole']),
  }),
  written,
  action: shortText,
  hostId: shortText,
  at: time,
});

const alertStates = v.picklist(['unread', 'read', 'done']);

/** What was said of an alert, and how much it said then; in older rows the state alone. */
export const alertState = v.union([
  alertStates,
  v.looseObject({
    state: alertStates,
    of: v.looseObject({
      messages: figure,
      changes: v.nullable(shortText),
      domain: v.boolean(),
      reporters: texts,
    }),
  }),
]);
