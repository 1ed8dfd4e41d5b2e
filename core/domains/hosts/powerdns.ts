import { strippedEnd } from '../../lib/scan-text.ts';
import type { HostCall, HostProblem, HostResult, HostSettings, HostState } from '../../model/host.ts';
import { hostPlace } from '../host-place.ts';
import { type ApiAnswer, apiCall, statusProblem } from '../host-tools/api-call.ts';
import { isRecord, isRecordList } from '../host-tools/json-shape.ts';
import { powerDnsRecords } from '../host-tools/powerdns-records.ts';
import { quoteTxt, unquoteTxt } from '../host-tools/txt-content.ts';
import { NEGATIVE_TTL, zoneFile } from '../host-tools/zone-file.ts';
import type { HostTools, PolicyHost } from './policy-host.ts';

/** What is read of a PowerDNS zone. */
interface Zone {
  serial: number | null;
  raisesSerial: boolean;
  nameServers: string[];
  texts: string[];
  ttl: number;
}

/**
 * PowerDNS over its HTTP API (authoritative server 4.x): `_dmarc.DOMAIN` is a zone of its own.
 *
 * A zone is looked for with `?zone=`, which answers 200 with an empty list where it is missing: a 404 has
 * no CORS header and could not be told from a wrong key in a page. A new zone is made together with its
 * record in one call, so there is no moment in which it exists and is empty.
 */
export function powerDnsHost(settings: HostSettings, tools: HostTools): PolicyHost {
  const base = `${strippedEnd(settings.url, '/')}/servers/${encodeURIComponent(settings.server || 'localhost')}/zones`;
  const headers = { 'x-api-key': tools.key };
  const send = async (call: HostCall): Promise<HostResult<ApiAnswer>> => {
    const answer = await apiCall(tools.gateway, call, headers);
    if (!answer.ok) return answer;
    const { status, json, text } = answer.value;
    return status >= 200 && status < 300 ? answer : { ok: false, problem: problemOf(status, json, text) };
  };
  const place = (domain: string) => hostPlace(settings, domain);
  const zoneUrl = (owner: string) => `${base}/${encodeURIComponent(`${owner}.`)}`;

  async function readZone(domain: string): Promise<HostResult<Zone | null>> {
    const { owner } = place(domain);
    const url = `${base}?zone=${encodeURIComponent(`${owner}.`)}`;
    const list = await send({ method: 'GET', url, body: '', purpose: 'host-read' });
    if (!list.ok) return list;
    if (!isRecordList(list.value.json)) return unreadable(list.value.text);
    if (list.value.json.length === 0) return { ok: true, value: null };
    const zone = await send({ method: 'GET', url: zoneUrl(owner), body: '', purpose: 'host-read' });
    if (!zone.ok) return zone;
    const parsed = zoneOf(zone.value.json, owner);
    return parsed === null ? unreadable(zone.value.text) : { ok: true, value: parsed };
  }

  async function read(domain: string): Promise<HostResult<HostState>> {
    const zone = await readZone(domain);
    if (!zone.ok) return zone;
    if (zone.value === null) return { ok: true, value: { exists: false, txt: null, serial: null } };
    const { texts, ttl, serial } = zone.value;
    const txt = texts.length === 0 ? null : { name: place(domain).owner, texts, ttl };
    return { ok: true, value: { exists: true, txt, serial } };
  }

  async function plan(domain: string, text: string | null): Promise<HostResult<HostCall[]>> {
    const zone = await readZone(domain);
    return zone.ok ? { ok: true, value: callsFor(domain, text, zone.value) } : zone;
  }

  function callsFor(domain: string, text: string | null, zone: Zone | null): HostCall[] {
    const { owner } = place(domain);
    const servers = settings.nameServers.map((name) => `${name.toLowerCase()}.`).sort();
    if (zone === null) {
      if (text === null) return [];
      const body = {
        name: `${owner}.`,
        kind: 'Native',
        nameservers: servers,
        soa_edit_api: 'INCREASE',
        rrsets: [soaSet(owner, servers), txtSet(owner, text, settings.ttl)],
      };
      return [call('POST', base, body)];
    }
    const calls: HostCall[] = [];
    // Zones made elsewhere may leave the serial to their owner; secondaries would never see our change.
    if (!zone.raisesSerial) calls.push(call('PUT', zoneUrl(owner), { soa_edit_api: 'INCREASE' }));
    const rrsets: object[] = [];
    if (text === null) {
      if (zone.texts.length > 0) rrsets.push({ name: `${owner}.`, type: 'TXT', changetype: 'DELETE' });
    } else if (zone.texts.length !== 1 || zone.texts[0] !== text || zone.ttl !== settings.ttl) {
      rrsets.push({ ...txtSet(owner, text, settings.ttl), changetype: 'REPLACE' });
    }
    if (servers.length > 0 && zone.nameServers.join() !== servers.join()) {
      rrsets.push({
        name: `${owner}.`,
        type: 'NS',
        ttl: NS_TTL,
        changetype: 'REPLACE',
        records: servers.map((content) => ({ content, disabled: false })),
      });
    }
    if (rrsets.length === 0) return [];
    return [...calls, call('PATCH', zoneUrl(owner), { rrsets })];
  }

  return {
    settings,
    automatic: true,
    place,
    read,
    plan,
    async test() {
      const url = base.replace(/\/zones$/, '');
      const answer = await send({ method: 'GET', url, body: '', purpose: 'host-test' });
      if (!answer.ok) return answer;
      const version = isRecord(answer.value.json) ? String(answer.value.json.version ?? '') : '';
      return { ok: true, value: version };
    },
    async write(domain, text) {
      const zone = await readZone(domain);
      if (!zone.ok) return zone;
      const calls = callsFor(domain, text, zone.value);
      for (const each of calls) {
        const answer = await send(each);
        if (!answer.ok) return answer;
      }
      const after = await read(domain);
      if (!after.ok || calls.length === 0) return after;
      const before = zone.value?.serial ?? null;
      if (before !== null && after.value.serial !== null && after.value.serial === before) {
        return { ok: false, problem: { code: 'serial-not-raised', detail: String(before), status: null } };
      }
      const got = after.value.txt?.texts ?? [];
      if (got.join('\n') !== (text ?? '')) {
        return { ok: false, problem: { code: 'not-read-back', detail: got.join(' | '), status: null } };
      }
      return after;
    },
    zoneText: (domain, text) =>
      zoneFile(place(domain), text, settings.ttl, tools.now?.() ?? Math.floor(Date.now() / 1000)),
    tryChildZone: null,
    records: powerDnsRecords({ send, base, nameServers: settings.nameServers, ttl: settings.ttl }),
  };
}

const NS_TTL = 3600;

function call(method: string, url: string, body: object): HostCall {
  return { method, url, body: JSON.stringify(body), purpose: 'host-write' };
}

function txtSet(owner: string, text: string, ttl: number) {
  return { name: `${owner}.`, type: 'TXT', ttl, records: [{ content: quoteTxt(text), disabled: false }] };
}

/** Without one the server writes `a.misconfigured.dns.server.invalid`, and keeps what is missing for an hour. */
function soaSet(owner: string, servers: readonly string[]) {
  const first = servers[0] ?? `${owner}.`;
  const content = `${first} hostmaster.${first} 1 10800 3600 1209600 ${NEGATIVE_TTL}`;
  return { name: `${owner}.`, type: 'SOA', ttl: NS_TTL, records: [{ content, disabled: false }] };
}

function zoneOf(json: unknown, owner: string): Zone | null {
  if (!isRecord(json) || !isRecordList(json.rrsets)) return null;
  const contents = (type: string) => {
    const set = (json.rrsets as Record<string, unknown>[]).find(
      (each) => each.type === type && String(each.name).toLowerCase() === `${owner}.`,
    );
    const records = set !== undefined && isRecordList(set.records) ? set.records : [];
    const used = records.filter((record) => record.disabled !== true);
    return { ttl: Number(set?.ttl ?? 0), values: used.map((record) => String(record.content)) };
  };
  const txt = contents('TXT');
  return {
    serial: typeof json.serial === 'number' ? json.serial : null,
    raisesSerial: typeof json.soa_edit_api === 'string' && json.soa_edit_api !== '',
    nameServers: contents('NS')
      .values.map((name) => name.toLowerCase())
      .sort(),
    texts: txt.values.map(unquoteTxt),
    ttl: txt.ttl,
  };
}

/** 422 carries the reason as `error`; a zone of a file backend says that it cannot be edited. */
function problemOf(status: number, json: unknown, text: string): HostProblem {
  const words = isRecord(json) && typeof json.error === 'string' ? json.error : text;
  const problem = statusProblem(status, words);
  return /does not support editing/i.test(words) ? { ...problem, code: 'read-only' } : problem;
}

function unreadable<T>(text: string): HostResult<T> {
  return { ok: false, problem: { code: 'unreadable-answer', detail: text.slice(0, 200), status: null } };
}
