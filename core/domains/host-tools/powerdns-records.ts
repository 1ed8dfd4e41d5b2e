import { normalName } from '../../lib/domain-name.ts';
import type { HostProblemCode } from '../../model/codes.ts';
import type { HostCall, HostResult, RecordTarget, ServedZone, TxtSet } from '../../model/host.ts';
import { sameTexts } from '../plan.ts';
import { editedValues, targetValues } from '../record-edit.ts';
import { type RecordEditor, zoneCandidates } from '../record-editor.ts';
import type { ApiAnswer } from './api-call.ts';
import { isRecord, isRecordList } from './json-shape.ts';
import { quoteTxt, unquoteTxt } from './txt-content.ts';

interface PowerDnsAccess {
  /** Makes a call; an answer that is no success is a problem. */
  send(call: HostCall): Promise<HostResult<ApiAnswer>>;
  /** URL of the list of zones. */
  base: string;
  /** As the user set them: a domain's zone must be delegated to exactly these. */
  nameServers: readonly string[];
  /** TTL of sets that did not exist; seconds. */
  ttl: number;
}

interface Held {
  values: string[];
  /** Records switched off at the server; they stay, and stay off. */
  disabled: { content: string; disabled: true }[];
  ttl: number | null;
  soa: { content: string; ttl: number } | null;
  raisesSerial: boolean;
  serial: number | null;
  /** Signed, and the server does not put its proofs of non-existence right by itself after an edit. */
  needsRectify: boolean;
}

/** Records in the domains' own zones of a PowerDNS server. */
export function powerDnsRecords({ send, base, nameServers, ttl }: PowerDnsAccess): RecordEditor {
  const zoneUrl = (zone: string) => `${base}/${encodeURIComponent(`${zone}.`)}`;
  const get = (url: string) => send({ method: 'GET', url, body: '', purpose: 'host-read' });

  async function held({ zone }: ServedZone, target: RecordTarget): Promise<HostResult<Held>> {
    const answer = await get(zoneUrl(zone));
    if (!answer.ok) return answer;
    const { json, text } = answer.value;
    if (!isRecord(json) || !isRecordList(json.rrsets)) return failed('unreadable-answer', text.slice(0, 200));
    // What is written to a copy is lost with the next transfer from its primary.
    if (/^(slave|secondary|consumer)$/i.test(String(json.kind))) return failed('secondary-zone', zone);
    return { ok: true, value: heldIn(json, json.rrsets, zone, target) };
  }

  function callsFor(zone: string, target: RecordTarget, wanted: string | null, now: Held): HostCall[] {
    const values = editedValues(target, now.values, wanted);
    if (sameTexts(values, now.values)) return [];
    const name = `${target.name}.`;
    const records = [
      ...values.map((value) => ({
        content: target.type === 'TXT' ? quoteTxt(value) : value,
        disabled: false,
      })),
      ...now.disabled,
    ];
    const rrsets: object[] = [
      records.length === 0
        ? { name, type: target.type, changetype: 'DELETE' }
        : { name, type: target.type, ttl: now.ttl ?? ttl, changetype: 'REPLACE', records },
    ];
    // A zone whose serial the server leaves alone gets it raised in the same edit; its settings are its owner's.
    if (!now.raisesSerial && now.soa !== null) {
      const records = [{ content: raised(now.soa.content), disabled: false }];
      rrsets.push({ name: `${zone}.`, type: 'SOA', ttl: now.soa.ttl, changetype: 'REPLACE', records });
    }
    const write = (method: string, url: string, body: string): HostCall => ({
      method,
      url,
      body,
      purpose: 'host-write',
    });
    const calls = [write('PATCH', zoneUrl(zone), JSON.stringify({ rrsets }))];
    return now.needsRectify ? [...calls, write('PUT', `${zoneUrl(zone)}/rectify`, '')] : calls;
  }

  return {
    async zoneOf(name) {
      for (const zone of zoneCandidates(name)) {
        const list = await get(`${base}?zone=${encodeURIComponent(`${zone}.`)}`);
        if (!list.ok) return list;
        if (!isRecordList(list.value.json)) return failed('unreadable-answer', list.value.text.slice(0, 200));
        if (list.value.json.length > 0) {
          return { ok: true, value: { zone, nameServers: nameServers.map(normalName).sort() } };
        }
      }
      return { ok: true, value: null };
    },
    async read(zone, target) {
      const now = await held(zone, target);
      return now.ok ? { ok: true, value: setOf(target, now.value) } : now;
    },
    async plan(zone, target, value) {
      const now = await held(zone, target);
      return now.ok ? { ok: true, value: callsFor(zone.zone, target, value, now.value) } : now;
    },
    async write(zone, target, value) {
      const before = await held(zone, target);
      if (!before.ok) return before;
      const calls = callsFor(zone.zone, target, value, before.value);
      for (const call of calls) {
        const answer = await send(call);
        if (!answer.ok) return answer;
      }
      const after = await held(zone, target);
      if (!after.ok) return after;
      const { serial } = after.value;
      if (calls.length > 0 && serial !== null && serial === before.value.serial) {
        return failed('serial-not-raised', String(serial));
      }
      if (!sameTexts(after.value.values, editedValues(target, before.value.values, value))) {
        return failed('not-read-back', after.value.values.join(' | '));
      }
      return { ok: true, value: setOf(target, after.value) };
    },
  };
}

function heldIn(
  json: Record<string, unknown>,
  rrsets: Record<string, unknown>[],
  zone: string,
  target: RecordTarget,
): Held {
  const setAt = (name: string, type: string) =>
    rrsets.find((each) => each.type === type && String(each.name).toLowerCase() === `${name}.`);
  const recordsOf = (set: Record<string, unknown> | undefined) =>
    set !== undefined && isRecordList(set.records) ? set.records : [];
  const set = setAt(target.name, target.type);
  const soa = setAt(zone, 'SOA');
  const soaContent = recordsOf(soa)[0]?.content;
  const contents = recordsOf(set).filter((each) => each.disabled !== true);
  return {
    values: contents.map(({ content }) =>
      target.type === 'TXT' ? unquoteTxt(String(content)) : String(content),
    ),
    disabled: recordsOf(set)
      .filter((each) => each.disabled === true)
      .map((each) => ({ content: String(each.content), disabled: true })),
    ttl: set === undefined ? null : Number(set.ttl),
    soa: typeof soaContent === 'string' ? { content: soaContent, ttl: Number(soa?.ttl) } : null,
    raisesSerial: typeof json.soa_edit_api === 'string' && json.soa_edit_api !== '',
    serial: typeof json.serial === 'number' ? json.serial : null,
    needsRectify: json.dnssec === true && json.api_rectify === false,
  };
}

function setOf(target: RecordTarget, held: Held): TxtSet | null {
  const texts = targetValues(target, held.values);
  return texts.length === 0 ? null : { name: target.name, texts, ttl: held.ttl ?? 0 };
}

/** SOA content with its serial raised by one, RFC 1982. */
function raised(content: string): string {
  const words = content.split(/\s+/);
  words[2] = String((Number(words[2] ?? 0) + 1) % 2 ** 32);
  return words.join(' ');
}

function failed<T>(code: HostProblemCode, detail: string): HostResult<T> {
  return { ok: false, problem: { code, detail, status: null } };
}
