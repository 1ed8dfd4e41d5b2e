import { normalName } from '../../lib/domain-name.ts';
import type { HostProblemCode } from '../../model/codes.ts';
import type { HostCall, HostResult, RecordTarget, ServedZone, TxtSet } from '../../model/host.ts';
import { sameTexts } from '../plan.ts';
import { editedValues, targetValues } from '../record-edit.ts';
import { type RecordEditor, zoneCandidates } from '../record-editor.ts';
import { isRecordList } from './json-shape.ts';
import { quoteTxt, unquoteTxt } from './txt-content.ts';

interface CloudflareAccess {
  /** Makes a call and gives `result` of the answer. */
  send(call: HostCall): Promise<HostResult<unknown>>;
  base: string;
  /** TTL of new records; seconds. */
  ttl: number;
}

interface Held {
  zoneId: string;
  records: { id: string; value: string; ttl: number }[];
}

/** Records in the domains' own zones of a Cloudflare account. There a record set is several records. */
export function cloudflareRecords({ send, base, ttl }: CloudflareAccess): RecordEditor {
  const get = (path: string) =>
    send({ method: 'GET', url: `${base}${path}`, body: '', purpose: 'host-read' });

  async function findZone(name: string): Promise<HostResult<Record<string, unknown> | null>> {
    const list = await get(`/zones?name=${encodeURIComponent(name)}`);
    if (!list.ok) return list;
    const zones = isRecordList(list.value) ? list.value : [];
    return { ok: true, value: zones.find((each) => normalName(String(each.name)) === name) ?? null };
  }

  async function held({ zone }: ServedZone, target: RecordTarget): Promise<HostResult<Held>> {
    const found = await findZone(zone);
    if (!found.ok) return found;
    if (found.value === null) return failed('zone-missing', zone);
    const zoneId = String(found.value.id);
    const query = `type=${target.type}&name.exact=${encodeURIComponent(target.name)}`;
    const list = await get(`/zones/${zoneId}/dns_records?${query}`);
    if (!list.ok) return list;
    if (!isRecordList(list.value)) return failed('unreadable-answer', '');
    // Whatever the filter did: no record of another name or type is ever taken for ours.
    const records = list.value
      .filter((each) => each.type === target.type && normalName(String(each.name)) === target.name)
      .map((each) => ({ id: String(each.id), value: textOf(each), ttl: Number(each.ttl) }));
    return { ok: true, value: { zoneId, records } };
  }

  /** Records that change are rewritten in place, so that there is no moment without one. */
  function callsFor(target: RecordTarget, wanted: string | null, now: Held): HostCall[] {
    const url = `${base}/zones/${now.zoneId}/dns_records`;
    const values = now.records.map((each) => each.value);
    const next = editedValues(target, values, wanted);
    const surplus = now.records.filter((each) => !next.includes(each.value));
    const missing = next.filter((value) => !values.includes(value));
    const write = (method: string, path: string, body: object | null): HostCall => ({
      method,
      url: `${url}${path}`,
      body: body === null ? '' : JSON.stringify(body),
      purpose: 'host-write',
    });
    const calls = missing.map((value) => {
      const old = surplus.shift();
      return old === undefined
        ? write('POST', '', bodyOf(target, value, ttl))
        : write('PUT', `/${old.id}`, bodyOf(target, value, old.ttl));
    });
    return [...calls, ...surplus.map((old) => write('DELETE', `/${old.id}`, null))];
  }

  return {
    async zoneOf(name) {
      for (const zone of zoneCandidates(name)) {
        const found = await findZone(zone);
        if (!found.ok) return found;
        if (found.value === null) continue;
        const servers = Array.isArray(found.value.name_servers) ? found.value.name_servers : [];
        const nameServers = servers.map((server) => normalName(String(server))).sort();
        return { ok: true, value: { zone, nameServers } };
      }
      return { ok: true, value: null };
    },
    async read(zone, target) {
      const now = await held(zone, target);
      return now.ok ? { ok: true, value: setOf(target, now.value) } : now;
    },
    async plan(zone, target, value) {
      const now = await held(zone, target);
      return now.ok ? { ok: true, value: callsFor(target, value, now.value) } : now;
    },
    async write(zone, target, value) {
      const before = await held(zone, target);
      if (!before.ok) return before;
      for (const call of callsFor(target, value, before.value)) {
        const answer = await send(call);
        if (!answer.ok) return answer;
      }
      const after = await held(zone, target);
      if (!after.ok) return after;
      const values = (from: Held) => from.records.map((each) => each.value);
      if (!sameTexts(values(after.value), editedValues(target, values(before.value), value))) {
        return failed('not-read-back', values(after.value).join(' | '));
      }
      return { ok: true, value: setOf(target, after.value) };
    },
  };
}

/** MX as a zone file has it: preference and absolute name. */
function textOf(record: Record<string, unknown>): string {
  const content = String(record.content);
  if (record.type === 'TXT') return unquoteTxt(content);
  return `${Number(record.priority)} ${content === '.' ? '.' : `${normalName(content)}.`}`;
}

function bodyOf(target: RecordTarget, value: string, ttl: number): Record<string, unknown> {
  const { type, name } = target;
  if (type === 'TXT') return { type, name, content: quoteTxt(value), ttl };
  const [priority, exchange = '.'] = value.split(' ');
  const content = exchange === '.' ? '.' : exchange.replace(/\.$/, '');
  return { type, name, content, priority: Number(priority), ttl };
}

function setOf(target: RecordTarget, held: Held): TxtSet | null {
  const texts = targetValues(
    target,
    held.records.map((each) => each.value),
  );
  return texts.length === 0 ? null : { name: target.name, texts, ttl: held.records[0]?.ttl ?? 0 };
}

function failed<T>(code: HostProblemCode, detail: string): HostResult<T> {
  return { ok: false, problem: { code, detail, status: null } };
}
