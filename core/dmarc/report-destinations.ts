import { isDnsName } from '../lib/dns-names.ts';
import { isAtOrBelow, normalName } from '../lib/domain-name.ts';
import type { DmarcRecord, ReportDestination } from '../model/dmarc.ts';
import type { Resolve } from '../model/dns.ts';
import { dmarcTexts } from './fetch-record.ts';
import { mailtoAddress, type UriProblem, uriProblem, uriSize } from './report-uri.ts';
import { sameOrganization } from './same-organization.ts';
import { type RecordLookup, recordLookup } from './tree-walk.ts';

/** Destinations looked up at most; each foreign one costs a query. */
export const MAX_DESTINATIONS = 20;

export interface DestinationOptions {
  /** Addresses and domains at which the user receives reports, e.g. `dmarc@example.com` or `example.com`. */
  mine: readonly string[];
  /** By the public suffix list; whether the tree walk says otherwise is asked of DNS. */
  organizationalDomain: (name: string) => string;
  maxDestinations?: number;
}

/**
 * Where a record sends reports, and whether they may go there: a destination in another organisation must
 * agree at `POLICYDOMAIN._report._dmarc.DESTINATION`, RFC 9990 section 4 (RFC 7489 section 7.1). It is another one
 * where the tree walk or the public suffix list says so: receivers go by either.
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
  const asked = recordLookup(resolve);
  // The record in hand is the one that stands there.
  const lookup: RecordLookup = async (name) => (name === from ? { kind: 'record', record } : asked(name));
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
        authorization: await authorization(from, destination.domain, resolve, lookup, options),
      };
    }),
  );
}

const PROBLEMS: Readonly<Record<UriProblem, ReportDestination['problem']>> = {
  '': '',
  'uri-invalid': 'not-a-uri',
  'uri-not-mail': 'not-mailto',
  'uri-slashes': 'slashes',
  'uri-no-address': 'no-domain',
};

function describe(kind: 'rua' | 'ruf', uri: string, mine: readonly string[]): ReportDestination {
  const mail = mailtoAddress(uri);
  const problem = PROBLEMS[uriProblem(uri)];
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
  return wanted.includes('@')
    ? mail.address.toLowerCase() === wanted
    : isAtOrBelow(mail.domain, normalName(wanted));
}

async function authorization(
  from: string,
  to: string,
  resolve: Resolve,
  lookup: RecordLookup,
  options: DestinationOptions,
): Promise<ReportDestination['authorization']> {
  const same = await sameOrganization(from, to, lookup, options.organizationalDomain);
  if (same === true) return 'not-needed';
  const owner = `${from}._report._dmarc.${to}`;
  if (!isDnsName(owner)) return 'missing';
  const result = await resolve(owner, 'TXT', 'report-destination');
  if (result.kind === 'answer' && dmarcTexts(result).length > 0) return 'given';
  // Without consent it hangs on whether any was needed.
  if (same !== false) return 'unknown';
  if (result.kind === 'answer') return 'missing';
  return result.kind === 'nodata' || result.kind === 'nxdomain' ? 'missing' : 'unknown';
}
