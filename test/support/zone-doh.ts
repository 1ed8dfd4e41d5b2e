/** DNS over HTTPS on loopback out of an object literal of names, faults included; see `zoneResolver`. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decode, encode, type Packet } from '@dnsquery/dns-packet';
import type { DnsRecord, RecordType } from '../../core/model/dns.ts';
import { type Zone, zoneResolver } from './zone-resolver.ts';

/** RFC 1035 section 4.1.1: an answer, recursion available; response codes. */
const RESPONSE = 0x0080;
const CODES: Record<string, number> = { nxdomain: 3, servfail: 2, refused: 5 };

export interface ZoneDoh {
  url: string;
  /** Questions so far, as `name TYPE`. */
  questions: string[];
  stop(): Promise<void>;
}

export async function startZoneDoh(zone: Zone): Promise<ZoneDoh> {
  const { resolve } = zoneResolver(zone);
  const questions: string[] = [];
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '/', 'http://x').searchParams.get('dns');
    const { id, questions: [question] = [] } = decode(Buffer.from(query ?? '', 'base64url')) as Packet;
    if (!question) return void response.writeHead(400).end();
    const name = question.name.toLowerCase();
    questions.push(`${name} ${question.type}`);
    const result = await resolve(name, question.type as RecordType, 'spf');
    if (result.kind === 'timeout') return void response.writeHead(504).end();
    const chain = 'chain' in result ? result.chain : [];
    const ttl = 'ttl' in result ? result.ttl : 0;
    const body = encode({
      type: 'response',
      ...(id === undefined ? {} : { id }),
      flags: RESPONSE | (CODES[result.kind] ?? 0),
      questions: [question],
      answers: [
        ...chain.map((link) => ({ type: 'CNAME', name: link.name, ttl, data: link.target })),
        ...(result.kind === 'answer' ? result.records.map(wireRecord) : []),
      ],
    } as Packet);
    response.writeHead(200, { 'content-type': 'application/dns-message' }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query`,
    questions,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

function wireRecord(record: DnsRecord): object {
  if (record.type !== 'SOA') return record;
  const { mname, minimum } = record.data;
  const times = { serial: 1, refresh: 1, retry: 1, expire: 1, minimum };
  return { ...record, data: { mname, rname: 'hostmaster.example', ...times } };
}
