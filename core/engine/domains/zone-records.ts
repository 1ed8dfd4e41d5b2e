import { carryOut, newEntry, type RecordWriter } from '../../domains/carry-out.ts';
import { sameTexts } from '../../domains/plan.ts';
import type { ChangeEntry, HostProblem, RecordTarget, TxtSet } from '../../model/host.ts';
import { type Context, fresh } from './context.ts';
import type { ZoneRecordPreview, ZoneRecordWish } from './face.ts';
import { zoneAccess } from './hosts/zone-access.ts';
import { watchChange } from './look-again.ts';
import { problemOf } from './publish.ts';
import { checkZoneRecords, wantZoneRecord } from './wanted-zone-records.ts';
import { changedMeanwhile, wishedRecord, wishProblem } from './zone-record-wish.ts';

/** What publishing would do: the set before and after, and the exact calls. Writes nothing. */
export async function previewZoneRecord(
  context: Context,
  domain: string,
  wish: ZoneRecordWish,
): Promise<ZoneRecordPreview> {
  const { target, text } = wishedRecord(domain, wish);
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
  const { target, text } = wishedRecord(domain, wish);
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
