import { normalName } from '../../lib/domain-name.ts';
import { strippedEnd } from '../../lib/scan-text.ts';
import type { HostProblemCode } from '../../model/codes.ts';
import type { HostCall, HostProblem, HostResult, HostSettings, HostState } from '../../model/host.ts';
import { hostPlace, placeOwner } from '../host-place.ts';
import { apiCall, statusProblem } from '../host-tools/api-call.ts';
import { cloudflareRecords } from '../host-tools/cloudflare-records.ts';
import { isRecord, isRecordList } from '../host-tools/json-shape.ts';
import { quoteTxt, unquoteTxt } from '../host-tools/txt-content.ts';
import { zoneFile } from '../host-tools/zone-file.ts';
import type { HostTools, PolicyHost } from './policy-host.ts';

const CLOUDFLARE_API = 'https://api.cloudflare.com/client/v4';
/** Cloudflare takes TTLs from 60 seconds on; 1 means automatic. */
const MIN_TTL = 60;

interface ZoneIds {
  zoneId: string;
  accountId: string;
}

interface Found extends ZoneIds {
  records: { id: string; text: string; ttl: number }[];
}

/**
 * Cloudflare over its API v4 with an API token (Zone Read, DNS Edit): one TXT name per domain in a zone
 * that the user owns there, reached by CNAME; or a child zone, where the account took one. The API sends no CORS header, so this works in the extension
 * only.
 */
export function cloudflareHost(settings: HostSettings, tools: HostTools): PolicyHost {
  const base = strippedEnd(settings.url || CLOUDFLARE_API, '/');
  const headers = { authorization: `Bearer ${tools.key}` };
  const ttl = Math.max(MIN_TTL, settings.ttl);
  const place = (domain: string) => hostPlace(settings, domain);
  const known = new Map<string, ZoneIds>();

  /** Sends a call and takes `result` out of Cloudflare's envelope. */
  async function send(call: HostCall): Promise<HostResult<unknown>> {
    const answer = await apiCall(tools.gateway, call, headers);
    if (!answer.ok) return answer;
    const { status, json, text } = answer.value;
    if (status >= 200 && status < 300 && isRecord(json) && json.success === true) {
      return { ok: true, value: json.result };
    }
    return { ok: false, problem: problemOf(status, json, text) };
  }
  const get = (path: string) =>
    send({ method: 'GET', url: `${base}${path}`, body: '', purpose: 'host-read' });

  async function findZone(wanted: string): Promise<HostResult<ZoneIds>> {
    const name = normalName(wanted);
    const found = known.get(name);
    if (found !== undefined) return { ok: true, value: found };
    const zones = await get(`/zones?name=${encodeURIComponent(name)}`);
    if (!zones.ok) return zones;
    const list = isRecordList(zones.value) ? zones.value : [];
    const zone = list.find((each) => normalName(String(each.name)) === name);
    if (zone === undefined) return failed('zone-missing', wanted);
    const account = isRecord(zone.account) ? String(zone.account.id ?? '') : '';
    const ids = { zoneId: String(zone.id), accountId: account };
    known.set(name, ids);
    return { ok: true, value: ids };
  }

  async function find(domain: string): Promise<HostResult<Found>> {
    const at = place(domain);
    const zone = await findZone(at.by === 'ns' ? at.owner : settings.zone);
    if (!zone.ok) return zone;
    const owner = placeOwner(at);
    const query = `type=TXT&name.exact=${encodeURIComponent(owner)}`;
    const found = await get(`/zones/${zone.value.zoneId}/dns_records?${query}`);
    if (!found.ok) return found;
    if (!isRecordList(found.value)) return failed('unreadable-answer', '');
    // Whatever the filter did: no record of another name or type is ever taken for ours.
    const ours = found.value.filter((each) => each.type === 'TXT' && normalName(String(each.name)) === owner);
    const records = ours.map((each) => ({
      id: String(each.id),
      text: unquoteTxt(String(each.content)),
      ttl: Number(each.ttl),
    }));
    return { ok: true, value: { ...zone.value, records } };
  }

  function callsFor(domain: string, text: string | null, found: Found): HostResult<HostCall[]> {
    const url = `${base}/zones/${found.zoneId}/dns_records`;
    const [first, ...more] = found.records;
    // The name is ours alone; what else stands there was put by someone, and is not ours to sweep away.
    if (more.length > 0)
      return failed('unexpected-records', found.records.map((each) => each.text).join(' | '));
    const write = (method: string, path: string, body: object | null): HostCall => ({
      method,
      url: `${url}${path}`,
      body: body === null ? '' : JSON.stringify(body),
      purpose: 'host-write',
    });
    if (text === null) {
      return { ok: true, value: first === undefined ? [] : [write('DELETE', `/${first.id}`, null)] };
    }
    const body = { type: 'TXT', name: placeOwner(place(domain)), content: quoteTxt(text), ttl };
    if (first === undefined) return { ok: true, value: [write('POST', '', body)] };
    if (first.text === text && first.ttl === ttl) return { ok: true, value: [] };
    return { ok: true, value: [write('PUT', `/${first.id}`, body)] };
  }

  async function read(domain: string): Promise<HostResult<HostState>> {
    const found = await find(domain);
    return found.ok ? { ok: true, value: stateOf(placeOwner(place(domain)), found.value) } : found;
  }

  return {
    settings,
    automatic: true,
    place,
    read,
    async test() {
      const zone = await findZone(settings.zone);
      return zone.ok ? { ok: true, value: settings.zone } : zone;
    },
    async plan(domain, text) {
      const found = await find(domain);
      return found.ok ? callsFor(domain, text, found.value) : found;
    },
    async write(domain, text) {
      const found = await find(domain);
      if (!found.ok) return found;
      const calls = callsFor(domain, text, found.value);
      if (!calls.ok) return calls;
      for (const call of calls.value) {
        const answer = await send(call);
        if (!answer.ok) return answer;
      }
      const after = await read(domain);
      const got = after.ok ? (after.value.txt?.texts ?? []).join('\n') : '';
      return after.ok && got !== (text ?? '') ? failed('not-read-back', got) : after;
    },
    async tryChildZone(domain) {
      const zone = await findZone(settings.zone);
      if (!zone.ok) return zone;
      const body = { name: place(domain).owner, account: { id: zone.value.accountId }, type: 'full' };
      const made = await send({
        method: 'POST',
        url: `${base}/zones`,
        body: JSON.stringify(body),
        purpose: 'host-write',
      });
      if (!made.ok) return failed('child-zone-refused', made.problem.detail, made.problem.status);
      const servers =
        isRecord(made.value) && Array.isArray(made.value.name_servers) ? made.value.name_servers : [];
      return { ok: true, value: servers.map((server) => normalName(String(server))).sort() };
    },
    zoneText: (domain, text) =>
      zoneFile(place(domain), text, ttl, tools.now?.() ?? Math.floor(Date.now() / 1000)),
    records: cloudflareRecords({ send, base, ttl }),
  };
}

function stateOf(name: string, found: Found): HostState {
  const [first] = found.records;
  const texts = found.records.map((each) => each.text);
  return first === undefined
    ? { exists: false, txt: null, serial: null }
    : { exists: true, txt: { name, texts, ttl: first.ttl }, serial: null };
}

/** Cloudflare's envelope: `errors: [{ code, message }]`. */
function problemOf(status: number, json: unknown, text: string): HostProblem {
  const errors = isRecord(json) && isRecordList(json.errors) ? json.errors : [];
  const words = errors.map((each) => `${String(each.code)}: ${String(each.message)}`).join('; ');
  return statusProblem(status, words === '' ? text : words);
}

function failed<T>(code: HostProblemCode, detail: string, status: number | null = null): HostResult<T> {
  return { ok: false, problem: { code, detail, status } };
}
