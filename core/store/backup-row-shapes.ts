import * as v from 'valibot';
import { isUnixTime } from '../lib/is-unix-time.ts';

/**
 * Shapes of a backup's rows, down to every field that a part of the program reads: each row is rebuilt from its
 * shape, so that nothing else gets in, and none stops a screen or an evaluation later.
 */

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const whole = v.pipe(v.number(), v.integer());
const time = v.custom<number>(isUnixTime);
/** UTC days of the same span. */
const day = v.pipe(whole, v.minValue(0), v.maxValue(84_000));

export const mailShape = v.nullable(
  v.object({
    fromDomain: text(255),
    subject: text(2_000),
    date: v.nullable(
      v.pipe(
        v.number(),
        v.transform((it) => (isUnixTime(it) ? it : null)),
      ),
    ),
    messageId: text(2_000),
  }),
);

const refusal = v.object({
  code: text(100),
  detail: v.record(text(100), v.union([text(10_000), v.number()])),
});
const note = v.object({
  code: text(100),
  path: v.optional(text(10_000), ''),
  found: v.optional(text(10_000), ''),
  assumed: v.optional(text(10_000), ''),
});

const txtSet = v.nullable(
  v.object({ name: text(255), texts: v.array(text(65_535)), ttl: v.optional(v.number(), 0) }),
);

const changes = v.object({
  id: text(100),
  time,
  hostId: text(100),
  domain: text(255),
  action: text(100),
  record: v.exactOptional(
    v.object({ name: text(255), type: v.picklist(['TXT', 'MX']), kind: v.picklist(['spf', 'whole']) }),
  ),
  before: v.optional(txtSet, null),
  after: v.optional(txtSet, null),
  result: v.picklist(['done', 'failed', 'rolled-back', 'half-done', 'by-hand']),
  problem: v.optional(
    v.nullable(v.object({ code: text(100), detail: text(10_000), status: v.nullable(v.number()) })),
    null,
  ),
  calls: v.optional(
    v.array(v.object({ method: text(20), url: text(10_000), body: text(100_000), purpose: text(1_000) })),
    [],
  ),
  reverts: v.optional(v.nullable(text(100)), null),
});

/** Figures that sentences of alerts quote, and others that they do not. */
const alertData = v.looseObject({
  senders: v.exactOptional(
    v.array(
      v.looseObject({
        key: text(4_096),
        name: text(4_096),
        status: v.picklist(['in', 'not', 'ignored', 'undecided', 'unchecked']),
        messages: v.number(),
      }),
    ),
  ),
  reporters: v.exactOptional(v.array(text(255))),
  changes: v.exactOptional(
    v.array(
      v.looseObject({
        at: time,
        what: v.picklist(['spf', 'dmarc', 'dkim', 'pointing']),
        name: text(500),
        before: text(65_535),
        after: text(65_535),
      }),
    ),
  ),
  lastDay: v.exactOptional(day),
});

const alerts = v.object({
  id: text(1_000),
  rule: text(200),
  kind: v.picklist([
    'non-compliant-mail',
    'compliant-with-issues',
    'reports-stopped',
    'dns-changed',
    'mail-from-blocked',
  ]),
  domain: text(255),
  day,
  at: time,
  state: v.picklist(['unread', 'read', 'done']),
  notified: v.boolean(),
  data: alertData,
  versions: v.exactOptional(v.array(v.object({ at: time, data: alertData }))),
});

const imports = v.object({
  id: v.pipe(v.string(), v.regex(/^[0-9a-z][0-9a-z-]{0,39}$/)),
  total: v.object({ files: whole, bytes: v.number() }),
  domains: v.record(text(255), v.tuple([whole, whole, whole])),
  started: time,
  finished: v.nullable(time),
  state: v.picklist(['running', 'paused', 'done', 'cancelled', 'failed']),
  imported: whole,
  repaired: whole,
  duplicates: whole,
  notReports: whole,
  rejected: whole,
  records: whole,
  messages: whole,
  undone: v.boolean(),
  problem: v.exactOptional(v.nullable(refusal)),
});

const importNotes = v.object({
  importId: text(40),
  files: v.array(
    v.object({
      path: text(10_000),
      outcome: v.picklist(['report', 'repaired', 'duplicate', 'rejected', 'not-a-report']),
      reportId: v.nullable(text(64)),
      domain: v.nullable(text(255)),
      reporter: v.nullable(text(255)),
      records: whole,
      messages: whole,
      notes: v.array(note),
      refusal: v.nullable(refusal),
    }),
  ),
  done: v.array(v.string()),
});

const hosts = v.looseObject({
  id: text(100),
  kind: v.picklist(['powerdns', 'cloudflare', 'manual']),
  name: text(500),
  url: text(2_000),
  server: text(255),
  nameServers: v.array(text(255)),
  zone: text(255),
  limitedTo: v.array(text(255)),
  ttl: v.number(),
});

const shelf = v.object({
  id: text(100),
  member: v.pipe(v.string(), v.regex(/^shelf\/\d{6}$/)),
  path: text(10_000),
  at: time,
  outcome: v.picklist(['rejected', 'not-a-report']),
  refusal,
  mail: mailShape,
  importId: text(40),
});

/** Rows that are taken where they have this shape, each under its key. */
export const ROW_SHAPES = { hosts, changes, alerts, imports, 'import-notes': importNotes, shelf } as const;
