import { carryOut, newEntry, type RecordWriter } from '../../domains/carry-out.ts';
import { isInLimits } from '../../domains/host-place.ts';
import { sameTexts } from '../../domains/plan.ts';
import { recommendedRecord } from '../../domains/recommendations.ts';
import { isSpfText } from '../../domains/record-edit.ts';
import type { RecordEditor } from '../../domains/record-editor.ts';
import { domainStatus } from '../../domains/status.ts';
import { zoneProblem } from '../../domains/zone-authority.ts';
import type { ZoneRecordPreview, ZoneRecordWish } from '../../model/configuration.ts';
import type { Resolve } from '../../model/dns.ts';
import type {
  ChangeEntry,
  HostProblem,
  HostSettings,
  RecordTarget,
  ServedZone,
  TxtSet,
} from '../../model/host.ts';
import { type Context, fresh, RECEIVES_KIND } from './context.ts';
import { domainFacts } from './domain-facts.ts';
import { watchChange } from './look-again.ts';
import { MAX_RECORD_TEXT, problemOf } from './publish.ts';
import { tryRecord } from './spf-advice.ts';
import { checkZoneRecords, wantZoneRecord } from './wanted-zone-records.ts';

/** RFC 7208 section 4.6.4. */
const MAX_LOOKUPS = 10;

/** A host that serves the zone of a name, as DNS confirms. */
interface ZoneAccess {
  settings: HostSettings;
  zone: ServedZone;
  records: RecordEditor;
  resolve: Resolve;
}

/** What publishing would do: the set before and after, and the exact calls. Writes nothing. */
export async function previewZoneRecord(
  context: Context,
  domain: string,
  wish: ZoneRecordWish,
): Promise<ZoneRecordPreview> {
  const { target, text } = wanted(domain, wish);
  const preview: ZoneRecordPreview = {
    target,
    before: [],
    after: text,
    hostId: null,
    hostName: '',
    zone: '',
    calls: null,
    problem: null,
  };
  const access = await zoneAccess(context, domain, target.name);
  if (!access.ok) return { ...preview, problem: access.problem };
  const { settings, zone, records } = access.value;
  Object.assign(preview, { hostId: settings.id, hostName: settings.name, zone: zone.zone });
  const held = await records.read(zone, target);
  if (!held.ok) return { ...preview, problem: held.problem };
  preview.before = held.value?.texts ?? [];
  const problem = await wishProblem(context, domain, wish, held.value);
  if (problem !== null) return { ...preview, problem };
  const calls = await records.plan(zone, target, text);
  return calls.ok ? { ...preview, calls: calls.value } : { ...preview, problem: calls.problem };
}

/**
 * Publishes a record in the domain's own zone where a host serves it: everything is asked anew, then written,
 * read back through the API, and watched in DNS. Failures at the host are lines of the log as well.
 */
export async function publishZoneRecord(
  context: Context,
  domain: string,
  wish: ZoneRecordWish,
): Promise<ChangeEntry> {
  const { target, text } = wanted(domain, wish);
  return change(context, domain, target, text, {
    action: wish.code,
    reverts: null,
    check: (held) => wishProblem(context, domain, wish, held),
  });
}

/** Puts back what stood before a change; takes the record out where there was none. */
export async function revertZoneRecord(context: Context, entry: ChangeEntry): Promise<ChangeEntry | null> {
  const { record, before, after } = entry;
  if (record === undefined || entry.result !== 'done') return null;
  return change(context, entry.domain, record, before?.texts[0] ?? null, {
    action: 'revert',
    reverts: entry.id,
    async check(held) {
      if ((before?.texts.length ?? 0) > 1) return problemOf('cannot-revert');
      // What somebody put there since is not ours to throw away.
      return sameTexts(held?.texts ?? [], after?.texts ?? []) ? null : changedMeanwhile(held);
    },
  });
}

interface ChangeWish {
  action: string;
  reverts: string | null;
  /** Why what the host holds now forbids the change. */
  check(held: TxtSet | null): Promise<HostProblem | null>;
}

async function change(
  context: Context,
  domain: string,
  target: RecordTarget,
  text: string | null,
  { action, reverts, check }: ChangeWish,
): Promise<ChangeEntry> {
  const entry = (hostId: string, problem: HostProblem | null) =>
    newEntry({
      id: context.newId(),
      time: context.now(),
      hostId,
      domain,
      action,
      record: target,
      problem,
      reverts,
    });
  const access = await zoneAccess(context, domain, target.name);
  if (!access.ok) return entry('', access.problem);
  const { settings, zone, records } = access.value;
  const held = await records.read(zone, target);
  const refused = held.ok ? await check(held.value) : held.problem;
  if (refused !== null) return entry(settings.id, refused);
  const writer: RecordWriter = {
    automatic: true,
    read: () => records.read(zone, target),
    plan: (value) => records.plan(zone, target, value),
    write: (value) => records.write(zone, target, value),
    wanted: (value) => ({ name: target.name, texts: [value], ttl: settings.ttl }),
  };
  const resolve = fresh(access.value.resolve);
  const seen = await resolve(target.name, target.type, 'host-readback');
  const done = await carryOut(writer, text, entry(settings.id, null));
  await context.store.changes.add(done);
  if (done.result === 'done') {
    await wantZoneRecord(context, done, 'detail' in seen ? null : seen.ttl);
    const states = await checkZoneRecords(context, domain, resolve);
    const pending = states.flatMap((each) => (each.state === 'pending' ? [each.wait] : []));
    if (pending.length > 0) watchChange(context, domain, Math.max(...pending));
  }
  context.onChange('domains', domain);
  return done;
}

function wanted(domain: string, wish: ZoneRecordWish): { target: RecordTarget; text: string } {
  if (wish.code === 'spf') {
    return { target: { name: domain, type: 'TXT', kind: 'spf' }, text: wish.text.trim() };
  }
  const { name, type, value } = recommendedRecord(wish.code, domain);
  return { target: { name, type, kind: wish.code === 'spf-none' ? 'spf' : 'whole' }, text: value };
}

/** Why this record must not be published now, whatever host there is. */
async function wishProblem(
  context: Context,
  domain: string,
  wish: ZoneRecordWish,
  held: TxtSet | null,
): Promise<HostProblem | null> {
  const { modes } = await domainFacts(context, domain);
  const { status } = domainStatus(modes);
  if (wish.code === 'spf') {
    if (status !== 'active') return problemOf('configuration-closed');
    const texts = held?.texts ?? [];
    if (!sameTexts(texts, wish.before === '' ? [] : [wish.before])) return changedMeanwhile(held);
    return spfProblem(context, domain, wish.text.trim());
  }
  if (status !== 'blocked' && status !== 'blocked-not-in-force' && modes.declared !== 'non-sending') {
    return problemOf('not-blocked');
  }
  if (wish.code !== 'null-mx') return null;
  const receives = await context.store.decisions.get<boolean>(RECEIVES_KIND, domain);
  if (receives !== false) return problemOf('may-receive');
  const others = (held?.texts ?? []).filter((each) => each !== '0 .');
  return others.length > 0 ? problemOf('unexpected-records', others.join(' | ')) : null;
}

/** A record that receivers would take as an error is not published. */
async function spfProblem(context: Context, domain: string, text: string): Promise<HostProblem | null> {
  if (!isSpfText(text) || text.length > MAX_RECORD_TEXT) return problemOf('not-an-spf-record');
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return problemOf('not-looked-up');
  const trial = await tryRecord(domain, resolve)(text);
  if (trial.problem !== '') return problemOf('not-an-spf-record', trial.problem);
  return trial.lookups > MAX_LOOKUPS ? problemOf('not-an-spf-record', 'too-many-lookups') : null;
}

function changedMeanwhile(held: TxtSet | null): HostProblem {
  return problemOf('changed-meanwhile', held?.texts.join(' | ') ?? '');
}

type Access = { ok: true; value: ZoneAccess } | { ok: false; problem: HostProblem };

/**
 * The first of the user's hosts that has the name's zone and to which DNS leads for it. Where none has, that is
 * said; where one has it but DNS leads elsewhere, what is in the way.
 */
async function zoneAccess(context: Context, domain: string, name: string): Promise<Access> {
  const { store } = context;
  const refuse = (problem: HostProblem): Access => ({ ok: false, problem });
  const confirmed = (await store.domains.get(domain)).listing === 'confirmed';
  const resolve = confirmed ? await context.resolverFor(domain) : null;
  if (resolve === null) return refuse(problemOf('not-looked-up'));
  const hosts = (await store.hosts.list()).filter((each) => each.kind !== 'manual');
  if (hosts.length === 0) return refuse(problemOf('zone-not-served'));
  let problem: HostProblem = problemOf('zone-not-served');
  for (const settings of hosts) {
    if (!isInLimits(settings, domain)) {
      problem = problemOf('limited', settings.limitedTo.join(', '));
      continue;
    }
    const opened = await context.hosts.open(settings, domain);
    if (!opened.ok) {
      problem = opened.problem;
      continue;
    }
    const { records } = opened.host;
    if (records === null) continue;
    const zone = await records.zoneOf(name);
    if (!zone.ok) {
      problem = zone.problem;
      continue;
    }
    if (zone.value === null) continue;
    const inTheWay = await zoneProblem(name, zone.value, fresh(resolve));
    if (inTheWay === null) return { ok: true, value: { settings, zone: zone.value, records, resolve } };
    problem = inTheWay;
  }
  return refuse(problem);
}
