/** The HTTP API of a PowerDNS that a test started: zones that change while it runs. */
export const PDNS_SCHEMA = '/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql';

export interface ZoneApi {
  /** Base of the API, `http://127.0.0.1:PORT/api/v1`. */
  pdnsApi: string;
  apiKey: string;
  /** Creates a zone that can be changed while running; `records` maps `name TYPE` to contents. */
  createZone(name: string, records?: Record<string, string[]>): Promise<void>;
  /** Replaces one record set in a created zone; an empty list deletes it. Name without a final dot. */
  setRecords(zone: string, name: string, type: string, contents: string[], ttl?: number): Promise<void>;
  deleteZone(name: string): Promise<void>;
  /** Signs a created zone and gives the DS records of its key, without the owner. */
  signZone(name: string): Promise<string[]>;
  isUp(): Promise<boolean>;
}

/** @param nameserver what zones give as their own, with a dot at the end */
export function createZoneApi(pdnsApi: string, apiKey: string, nameserver = 'ns1.dns.test.'): ZoneApi {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(`${pdnsApi}/servers/localhost/zones${path}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    throw new Error(`PowerDNS ${method} ${path}: ${response.status} ${await response.text()}`);
  };
  const api: ZoneApi = {
    pdnsApi,
    apiKey,
    async createZone(name, records = {}) {
      await call('POST', '', {
        name: `${name}.`,
        kind: 'Native',
        nameservers: [nameserver],
        soa_edit_api: 'INCREASE',
      });
      for (const [key, contents] of Object.entries(records)) {
        const [owner = name, type = 'TXT'] = key.split(' ');
        await api.setRecords(name, owner, type, contents);
      }
    },
    async setRecords(zone, name, type, contents, ttl = 60) {
      await call('PATCH', `/${zone}.`, { rrsets: [rrset(name, type, contents, ttl)] });
    },
    async deleteZone(name) {
      await call('DELETE', `/${name}.`);
    },
    async signZone(name) {
      const key = await call('POST', `/${name}./cryptokeys`, { keytype: 'csk', active: true });
      const { ds } = (await key.json()) as { ds: string[] };
      await call('PUT', `/${name}./rectify`);
      return ds;
    },
    isUp: () =>
      call('GET', '').then(
        () => true,
        () => false,
      ),
  };
  return api;
}

function rrset(name: string, type: string, contents: string[], ttl: number) {
  return {
    name: `${name}.`,
    type,
    ttl,
    changetype: contents.length === 0 ? 'DELETE' : 'REPLACE',
    records: contents.map((content) => ({ content, disabled: false })),
  };
}
