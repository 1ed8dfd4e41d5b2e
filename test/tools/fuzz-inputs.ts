import { strToU8 } from 'fflate';
import { CONTAINER_FIXTURES } from '../support/container-fixtures.ts';
import { mutated } from '../support/mutated.ts';
import { randomOf } from '../support/random.ts';
import { readFile } from '../support/unpacked.ts';
import { generateReport } from './generated-reports.ts';

/** Caps low enough that an input which gets past one shows in memory and time at once. */
const LIMITS = { inflatedBytes: 4_000_000, totalBytes: 20_000_000, heldBytes: 4_000_000, members: 500 };

const STYLES = ['big', 'office', 'compact', 'plain', 'gateway', 'filter'] as const;
const TLS = strToU8(
  '{"organization-name":"Host","date-range":{"start-datetime":"2025-01-01T00:00:00Z","end-datetime":"2025-01-01T23:59:59Z"},"contact-info":"tls@host.example","report-id":"1","policies":[{"policy":{"policy-type":"sts","policy-string":["version: STSv1","mode: enforce"],"policy-domain":"example.com","mx-host":["mx.example.com"]},"summary":{"total-successful-session-count":5,"total-failure-session-count":1},"failure-details":[{"result-type":"certificate-expired","sending-mta-ip":"192.0.2.1","failed-session-count":1}]}]}',
);
const FAILURE = strToU8(
  'From: reports@host.example\r\nDate: Thu, 2 Jan 2025 03:04:05 +0000\r\nSubject: failure\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nA DMARC failure.\r\n--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: auth-failure\r\nAuth-Failure: dmarc\r\nSource-IP: 192.0.2.9\r\nReported-Domain: example.com\r\nArrival-Date: Thu, 2 Jan 2025 03:04:05 +0000\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nFrom: a@example.com\r\nSubject: hello\r\n\r\n--b--\r\n',
);

/** The damaged input of a seed: a report of some kind, damaged before or after it went into a container or two. */
export function fuzzInput(seed: number): { bytes: Uint8Array; kind: string } {
  const random = randomOf(seed);
  let kind = ['aggregate', 'aggregate', 'aggregate', 'tls', 'failure'][random(5)]!;
  let bytes =
    kind === 'tls'
      ? TLS
      : kind === 'failure'
        ? FAILURE
        : generateReport({
            reporter: {
              orgName: 'Höst & Co',
              email: 'r@host.example',
              host: 'host.example',
              style: STYLES[random(6)]!,
            },
            domain: 'example.com',
            policy: 'quarantine',
            begin: 1_735_689_600,
            end: 1_735_775_999,
            reportId: String(seed),
            records: 1 + random(4),
            rfc9990: random(3) === 0,
            random,
          }).xml;
  if (random(3) > 0) bytes = mutated(bytes, random);
  const ids = Object.keys(CONTAINER_FIXTURES);
  for (let layers = random(3); layers > 0; layers--) {
    const id = ids[random(ids.length)]!;
    kind = `${id} of ${kind}`;
    const members = [{ name: 'a.xml', bytes }];
    if (random(3) === 0) members.push({ name: 'b.bin', bytes: mutated(bytes, random) });
    bytes = CONTAINER_FIXTURES[id]!.make(members);
    if (random(2) === 0) bytes = mutated(bytes, random);
  }
  return { bytes, kind };
}

/** Outcomes of an input. Throws where the readers let an exception out, or say nothing at all. */
export async function fuzzOne(bytes: Uint8Array): Promise<string[]> {
  const results = await readFile(bytes, LIMITS);
  if (results.length === 0) throw new Error('no result at all');
  for (const result of results) {
    if (!('report' in result)) {
      if (!result.refusal.code) throw new Error('a refusal without a code');
      continue;
    }
    if (!/^[0-9a-f]{64}$/.test(result.id)) throw new Error(`id ${result.id}`);
    if (result.outcome === 'repaired' && result.notes.length === 0)
      throw new Error('repaired without a note');
    if (result.report.kind === 'aggregate') {
      const totals = Object.values(result.report.totals);
      if (totals.some((n) => !Number.isFinite(n) || n < 0)) throw new Error(`totals ${totals}`);
    }
  }
  return results.map((result) => result.outcome);
}
