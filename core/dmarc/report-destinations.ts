import { isDnsName } from '../lib/dns-names.ts';
import { isAtOrBelow, normalName } from '../lib/domain-name.ts';
import type { DmarcRecord, ReportDestination } from '../model/dmarc.ts';
import type { Resolve } from '../model/dns.ts';
import { dmarcTexts } from './fetch-record.ts';
import { isReportUri, mailtoAddress, uriSize } from './report-uri.ts';

/** Destinations looked up at most; each foreign one costs a query. */
export const MAX_DESTINATIONS = 20;

export interface DestinationOptions {
  /** Addresses and domains at which the user receives reports, e.g. `dmarc@example.com` or `example.com`. */
  mine: readonly string[];
  organizationalDomain: (name: string) => string;
  maxDestinations?: number;
}

/**
 * Where a record sends reports, and whether they may go there: a destination in another organisation must
 * agree at `POLICYDOMAIN._report._dmarc.DESTINATION`, RFC 9990 section 4 (RFC 7489 section 7.1).
 *
 * @param policyDomain the domain at which the record stands
 */
export async function reportDestinations(
  policyDomain: string,
  record: DmarcRecord,
  resolve: Resolve,
  options: DestinationOptions,
): Promise<ReportDestination[]> {
  const from = normalName(policyDomain);
  const all = [
    ...record.rua.map((uri) => ({ kind: 'rua' as const, uri })),
    ...record.ruf.map((uri) => ({ kind: 'ruf' as const, uri })),
  ].slice(0, options.maxDestinations ?? MAX_DESTINATIONS);
  return Promise.all(
    all.map(async ({ kind, uri }) => {
      const destination = describe(kind, uri, options.mine);
      if (destination.problem !== '') return destination;
      return {
        ...destination,
        authorization: await authorization(from, destination.domain, resolve, options),
      };
    }),
  );
}

function describe(kind: 'rua' | 'ruf', uri: string, mine: readonly string[]): ReportDestination {
  const mail = mailtoAddress(uri);
  const problem = !isReportUri(uri)
    ? 'not-a-uri'
    : mail === null
      ? 'not-mailto'
      : mail.domain === ''
        ? 'no-domain'
        : '';
  return {
    kind,
    uri,
    domain: mail?.domain ?? '',
    address: mail?.address ?? '',
    size: uriSize(uri),
    authorization: 'unknown',
    reachesUser: mine.length === 0 ? null : mail !== null && mine.some((each) => reaches(mail, each)),
    problem,
  };
}

/** `mine` names an address, or a whole domain. Addresses are compared without case, as mail servers do. */
function reaches(mail: { address: string; domain: string }, mine: string): boolean {
  const wanted = mine.trim().toLowerCase();
  return wanted.includes('@') ? mail.address.toLowerCase() === wanted : isAtOrBelow(mail.domain, wanted);
}

async function authorization(
  from: string,
  to: string,
  resolve: Resolve,
  options: DestinationOptions,
): Promise<ReportDestination['authorization']> {
  if (options.organizationalDomain(from) === options.organizationalDomain(to)) return 'not-needed';
  const owner = `${from}._report._dmarc.${to}`;
  if (!isDnsName(owner)) return 'missing';
  const result = await resolve(owner, 'TXT', 'report-destination');
  if (result.kind === 'answer') return dmarcTexts(result).length > 0 ? 'given' : 'missing';
  return result.kind === 'nodata' || result.kind === 'nxdomain' ? 'missing' : 'unknown';
}
