import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRecord } from '../../../../core/dmarc/next-record.ts';
import { parseDmarcRecord } from '../../../../core/dmarc/record.ts';
import { domainNeeds, NEED_ORDER, type NeedFacts } from '../../../../core/domains/needs/domain-needs.ts';
import { type KeyFacts, keyNeeds, OLD_KEY_SECONDS } from '../../../../core/domains/needs/key-needs.ts';
import { rankNeeds } from '../../../../core/domains/needs/rank-needs.ts';
import type { MailNeedFacts, Need, NeedCode } from '../../../../core/model/need.ts';
import { needSentence } from '../../../../core/words/need.ts';
import { pointing } from '../../../support/pointings.ts';

const MAIL: MailNeedFacts = {
  newSenders: [],
  failing: [],
  blocked: null,
  readiness: {
    ...{ code: 'review', safeSince: null, messages: 1_000, accepted: 0, unknown: 90, hit: 90 },
    senders: { accepted: 0, unknown: 3 },
  },
  silentSince: null,
  ...{ messages: 1_000, passed: 910, delivered: 90 },
};
const FINE: NeedFacts = {
  domain: 'example.com',
  status: 'reporting-only',
  reason: 'txt-in-own-zone',
  pointing: pointing('txt'),
  pointingSince: 1_799_000_000,
  problems: [],
  drifted: [],
  next: null,
  seemsParked: false,
  writable: false,
  spf: { since: 1_799_000_000, invalid: null, lookups: 4, nearLimit: false },
  inForce: 'none',
  keys: [],
  mail: MAIL,
  importing: false,
};
const KEY: KeyFacts = {
  name: 's1._domainkey.example.com',
  selector: 's1',
  state: 'present',
  weak: false,
  bits: 2_048,
  since: 1_799_000_000,
  messages: 700,
  inUse: true,
  unchangedFor: 86_400,
};
const sender = {
  key: 'ip:192.0.2.9',
  name: '192.0.2.9',
  since: 1_799_500_000,
  messages: 80,
  failed: 60,
  delivered: 50,
};

const next = (facts: Partial<Parameters<typeof nextRecord>[0]> = {}) =>
  nextRecord({
    domain: 'example.com',
    pointing: pointing('txt', { text: 'v=DMARC1; p=none; rua=mailto:a@example.com' }),
    inForce: null,
    inherited: null,
    rejectsAll: false,
    sendsNothing: false,
    readiness: null,
    reportAddresses: ['dmarc@example.com'],
    ...facts,
  });

/** Each kind by the one fact that makes it. */
const KINDS: Record<NeedCode, Partial<NeedFacts>> = {
  'blocked-mail': { mail: { ...MAIL, blocked: { since: 1_799_000_000, passed: 3, delivered: 4 } } },
  'blocked-not-in-force': { status: 'blocked-not-in-force', reason: 'locked-not-rejecting' },
  'sender-failing': { mail: { ...MAIL, failing: [sender] } },
  'dmarc-several': {
    status: 'none',
    reason: 'several-records',
    pointing: pointing('several', { texts: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] }),
  },
  'dmarc-broken': { status: 'none', reason: 'broken-lame', pointing: pointing('broken', { fault: 'lame' }) },
  'dmarc-empty': { status: 'none', reason: 'empty-delegation', pointing: pointing('empty') },
  'dmarc-invalid': { problems: [{ code: 'p-invalid', detail: 'quarantain' }] },
  'spf-invalid': { spf: { since: 1, invalid: 'too-many-lookups', lookups: 12, nearLimit: false } },
  'spf-near-limit': { spf: { since: 1, invalid: null, lookups: 9, nearLimit: true } },
  'dkim-gone': { keys: [{ ...KEY, state: 'missing' }] },
  'dkim-weak': { keys: [{ ...KEY, weak: true, bits: 512 }] },
  'dkim-unchanged': { keys: [{ ...KEY, unchangedFor: OLD_KEY_SECONDS + 1 }] },
  drift: { drifted: [{ name: '_dmarc.example.com', since: 1_799_000_000 }] },
  'dmarc-missing': { status: 'none', reason: 'no-record', pointing: pointing('none') },
  'sender-new': { mail: { ...MAIL, newSenders: [sender] } },
  'senders-hit': {
    mail: { ...MAIL, readiness: { ...MAIL.readiness, code: 'not-yet', accepted: 20 } },
  },
  'senders-unclassed': { next: next() },
  'parked-open': { seemsParked: true, mail: { ...MAIL, passed: 0, delivered: 800 }, next: next() },
  'reports-stopped': { mail: { ...MAIL, silentSince: 1_799_000_000 } },
  ready: {
    mail: { ...MAIL, readiness: { ...MAIL.readiness, code: 'ready', safeSince: 20_800, hit: 3 } },
    next: next({ readiness: 'ready' }),
  },
};

test('a domain in order needs nothing', () => {
  expect(domainNeeds(FINE)).toEqual([]);
});

test.each(Object.entries(KINDS))('%s comes from its own fact alone, with a step', (code, change) => {
  const needs = domainNeeds({ ...FINE, ...change });
  expect(needs.map((need) => need.code)).toEqual([code]);
  expect(needs[0]).toMatchObject({ domain: 'example.com', urgency: NEED_ORDER[code as NeedCode] });
});

test('[NEED-13] half an import shows what is there, and nothing by what is missing', () => {
  const missing = ['parked-open', 'reports-stopped', 'ready'];
  for (const [code, change] of Object.entries(KINDS)) {
    const told = domainNeeds({ ...FINE, ...change, importing: true }).map((need) => need.code);
    expect(told, code).toEqual(missing.includes(code) ? [] : [code]);
  }
});

test('a need about a sender or a key tells its own mail, all others that of the domain', () => {
  const [failing] = domainNeeds({ ...FINE, ...KINDS['sender-failing'] });
  expect(failing).toMatchObject({ subject: sender.key, messages: 80, since: sender.since });
  expect(failing?.step).toEqual({ do: 'senders', sender: sender.key });
  const [gone] = domainNeeds({ ...FINE, ...KINDS['dkim-gone'] });
  expect(gone).toMatchObject({ subject: KEY.name, messages: 700, since: KEY.since });
  const [several] = domainNeeds({ ...FINE, ...KINDS['dmarc-several'] });
  expect(several).toMatchObject({ messages: 1_000, since: FINE.pointingSince, detail: { records: 2 } });
});

test('where the host is ours the step is the page, which writes; else it is the record to copy', () => {
  const facts = { ...FINE, ...KINDS['dmarc-missing'], next: next({ pointing: pointing('none') }) };
  expect(domainNeeds(facts)[0]?.step).toMatchObject({
    do: 'copy',
    record: { name: '_dmarc.example.com', value: 'v=DMARC1; p=none; rua=mailto:dmarc@example.com' },
  });
  expect(domainNeeds({ ...facts, writable: true })[0]?.step).toEqual({ do: 'domain', tab: '' });
});

test('what is not known makes no need, whatever else is told [NEED-1]', () => {
  const unknown: Partial<NeedFacts>[] = [
    { status: 'none', reason: 'not-looked-up', pointing: pointing('unknown') },
    { status: 'none', reason: 'no-answer', pointing: pointing('unknown', { noAnswer: 'servfail' }) },
    { spf: null },
    { keys: [{ ...KEY, state: 'unknown', weak: true, unchangedFor: OLD_KEY_SECONDS * 2 }] },
    { mail: null },
  ];
  for (const facts of unknown) expect(domainNeeds({ ...FINE, ...facts })).toEqual([]);
  const all = Object.assign({}, ...unknown) as Partial<NeedFacts>;
  expect(domainNeeds({ ...FINE, ...all })).toEqual([]);
});

test('ready is told for the next policy with its figures, only where the simulation says so [NEED-5]', () => {
  const [ready] = domainNeeds({ ...FINE, ...KINDS.ready });
  expect(ready).toMatchObject({
    since: 20_800 * 86_400,
    detail: { policy: 'quarantine', accepted: 0, hit: 3, messages: 1_000 },
    step: { do: 'copy', record: { value: 'v=DMARC1; p=quarantine; rua=mailto:a@example.com' } },
  });
  for (const readiness of ['review', 'not-yet', 'too-little-data', null] as const) {
    const needs = domainNeeds({ ...FINE, ...KINDS.ready, next: next({ readiness }) });
    expect(needs).toEqual([]);
  }
});

test('while the next policy waits the list says for whom [NEED-9]', () => {
  const of = (change: Partial<NeedFacts>) => domainNeeds({ ...FINE, next: next(), ...change });
  expect(of({})[0]?.detail).toEqual({ messages: 90, senders: 3, of: 1_000 });
  // At the strictest policy forged mail is refused, and its senders need not be classed.
  const atReject = next({
    pointing: pointing('txt', { text: 'v=DMARC1; p=reject; rua=mailto:a@example.com' }),
  });
  expect(of({ next: atReject })).toEqual([]);
  // Of a domain that seems to send nothing nobody is to be classed, and where some mail passes it does send.
  const forged = { ...MAIL, passed: 0, delivered: 800 };
  expect(of({ seemsParked: true, mail: forged }).map(({ code }) => code)).toEqual(['parked-open']);
  expect(of({ seemsParked: true }).map(({ code }) => code)).toEqual(['senders-unclassed']);
  // Where it was said to send nothing, its next record is the lock.
  const lock = next({ sendsNothing: true });
  expect(of({ seemsParked: true, mail: forged, next: lock }).map(({ code }) => code)).toEqual([
    'parked-open',
  ]);
  // Below a name whose record applies, the lock is a record of its own; what is in force and known decides.
  const parent = parseDmarcRecord('v=DMARC1; p=reject; sp=none; rua=mailto:a@example.com');
  const own = next({
    ...{ domain: 'm.example.com', pointing: pointing('none'), sendsNothing: true },
    inherited: parent && { record: parent, p: 'none' },
  });
  const below = (inForce: NeedFacts['inForce']) =>
    of({ seemsParked: true, mail: forged, next: own, inForce });
  expect(below('none').map(({ code }) => code)).toEqual(['parked-open']);
  expect(below('reject')).toEqual([]);
  expect(below('unknown')).toEqual([]);
});

test('a key that nobody signs with any more needs nothing; of others only what DNS showed counts [NEED-6]', () => {
  const states = fc.constantFrom<KeyFacts['state']>(
    'present',
    'missing',
    'revoked',
    'invalid',
    'several',
    'unknown',
  );
  const key = fc.record({
    state: states,
    weak: fc.boolean(),
    inUse: fc.boolean(),
    unchangedFor: fc.nat(1e9),
  });
  fc.assert(
    fc.property(key, (change) => {
      const codes = keyNeeds([{ ...KEY, ...change }]).map(({ code }) => code);
      if (!change.inUse || change.state === 'unknown') expect(codes).toEqual([]);
      else if (change.state !== 'present') expect(codes).toEqual(['dkim-gone']);
      else
        expect(codes).toEqual(
          change.weak ? ['dkim-weak'] : change.unchangedFor > OLD_KEY_SECONDS ? ['dkim-unchanged'] : [],
        );
    }),
  );
});

test('needs are ranked by harm, then mail, in whatever order they come [NEED-2]', () => {
  const codes = Object.keys(NEED_ORDER) as NeedCode[];
  const need = fc.record({
    code: fc.constantFrom(...codes),
    domain: fc.constantFrom('a.example', 'b.example', 'c.example'),
    subject: fc.constantFrom('', 'x', 'y'),
    messages: fc.constantFrom(0, 1, 50, 9_000),
  });
  const whole = (each: { code: NeedCode }): Need => ({
    urgency: NEED_ORDER[each.code],
    since: null,
    detail: {},
    step: { do: 'spf' },
    domain: '',
    subject: '',
    messages: 0,
    ...each,
  });
  const list = fc.uniqueArray(need, { selector: (n) => `${n.code} ${n.domain} ${n.subject}` });
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.nat()), (drawn, random) => {
      const needs = drawn.map(whole);
      const shuffled = needs
        .map((each) => ({ each, at: random.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ each }) => each);
      const ranked = rankNeeds(needs);
      expect(rankNeeds(shuffled)).toEqual(ranked);
      const urgencies = ranked.map(({ urgency }) => ['now', 'open', 'later'].indexOf(urgency));
      expect(urgencies).toEqual([...urgencies].sort());
      for (let i = 1; i < ranked.length; i++) {
        const [a, b] = [ranked[i - 1]!, ranked[i]!];
        if (a.urgency === b.urgency) expect(a.messages === 0 && b.messages > 0).toBe(false);
        if (a.code === b.code) expect(a.messages).toBeGreaterThanOrEqual(b.messages);
      }
    }),
  );
});

test('of accepted senders that fail it is said what is in force, not that a stricter policy would be [NEED-9]', () => {
  const readiness = { ...MAIL.readiness, code: 'not-yet' as const, accepted: 40 };
  const sentence = (inForce: NeedFacts['inForce']) => {
    const needs = domainNeeds({ ...FINE, inForce, mail: { ...MAIL, readiness } });
    return needSentence(needs.find(({ code }) => code === 'senders-hit')!, 'en');
  };
  expect(sentence('none')).toContain('a stricter policy would hit such mail');
  for (const policy of ['quarantine', 'reject'] as const)
    expect(sentence(policy)).toContain(`p=${policy} is in force`);
});

test('several records leave a policy of a domain above in force, and that is said [NEED-7] [POINT-4]', () => {
  const several = { ...FINE, ...KINDS['dmarc-several'] };
  const sentence = (inForce: NeedFacts['inForce']) =>
    needSentence(domainNeeds({ ...several, inForce })[0]!, 'en');
  expect(sentence(null)).toContain('no policy is in force');
  expect(sentence('reject')).toMatch(/a domain above, p=reject/);
});
