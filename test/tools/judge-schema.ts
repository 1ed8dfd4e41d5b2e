/** The shape of what the judge prints, exactly: a key more or less is a fault. */
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const address = v.picklist(['in', 'not', 'ignored', 'undecided', 'unchecked']);
const policy = v.nullable(v.picklist(['none', 'quarantine', 'reject', 'unknown']));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/));
const codes = v.pipe(
  v.array(code),
  v.check((list) => new Set(list).size === list.length),
);

const DOMAIN = v.strictObject({
  domain: v.string(),
  status: v.picklist(['active', 'reporting-only', 'blocked', 'not-configured', 'unknown']),
  reason: code,
  pointing: v.picklist(['ns', 'cname', 'txt', 'empty', 'none', 'several', 'broken', 'unknown']),
  policy: v.strictObject({ current: policy, older: policy }),
  sending: v.picklist(['sends', 'no-passing-mail', 'unknown']),
  messages: count,
  passed: count,
  problems: codes,
  next: codes,
});

const SENDER = v.strictObject({
  domain: v.string(),
  key: v.pipe(v.string(), v.regex(/^(service|ip|net):/)),
  name: v.pipe(v.string(), v.minLength(1)),
  service: v.nullable(v.string()),
  addresses: v.pipe(
    v.array(v.strictObject({ address: v.string(), status: address, messages: count })),
    v.minLength(1),
  ),
  status: v.picklist(['in', 'partially', 'not', 'ignored', 'undecided', 'unchecked']),
  remarks: codes,
  messages: count,
  passed: count,
  dkimAligned: count,
  spfAligned: count,
  forwarder: v.strictObject({ share, signs: codes }),
  advice: v.pipe(
    v.array(v.strictObject({ code, detail: v.record(v.string(), v.union([v.string(), v.number()])) })),
    v.minLength(1),
  ),
});

const ALERT = v.strictObject({
  kind: v.picklist([
    'non-compliant-mail',
    'compliant-with-issues',
    'reports-stopped',
    'dns-changed',
    'mail-from-blocked',
  ]),
  domain: v.string(),
  day: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)),
  messages: v.nullable(count),
  of: v.nullable(count),
  senders: v.array(v.strictObject({ key: v.string(), name: v.string(), status: address, messages: count })),
});

const READINESS = v.strictObject({
  domain: v.string(),
  policy: v.picklist(['quarantine', 'reject']),
  verdict: v.picklist(['ready', 'review', 'not-yet', 'too-little-data']),
  hit: count,
  of: count,
  accepted: count,
  unknown: count,
  ignored: count,
});

export const JUDGED = v.strictObject({
  domains: v.array(DOMAIN),
  senders: v.array(SENDER),
  alerts: v.array(ALERT),
  readiness: v.array(READINESS),
  unknown: v.array(
    v.strictObject({ domain: v.string(), what: v.pipe(v.string(), v.minLength(1)), reason: code }),
  ),
});
