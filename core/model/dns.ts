/** DNS as the stages see it: a question with a purpose, an answer that is always a value. RFC 1035, RFC 8484. */

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'PTR' | 'SOA' | 'TXT' | 'DS' | 'TLSA';

/** Why a question is asked; shown in the query record. */
export type DnsPurpose =
  | 'spf'
  | 'dmarc-record'
  | 'dmarc-discovery'
  | 'pointing'
  | 'dkim-key'
  | 'report-destination'
  | 'reverse-name'
  | 'mx'
  /** How mail comes in: MTA-STS, DANE, TLS reports. */
  | 'transport'
  | 'host-readback'
  /** The user wants it asked again, past our own cache. */
  | 'look-again'
  | 'resolver-test';

export interface MxData {
  preference: number;
  exchange: string;
}

/** RFC 6698 section 2.1. */
export interface TlsaData {
  usage: number;
  selector: number;
  matching: number;
  /** Certificate or digest, in hexadecimal digits of lower case. */
  data: string;
}

/** One record of an answer. Names are lower case without a trailing dot. */
export type DnsRecord =
  | { type: 'A' | 'AAAA'; name: string; ttl: number; data: string }
  | { type: 'CNAME' | 'NS' | 'PTR'; name: string; ttl: number; data: string }
  | { type: 'MX'; name: string; ttl: number; data: MxData }
  /** Character-strings as bytes read as latin1, boundaries kept; join them without a separator. */
  | { type: 'TXT'; name: string; ttl: number; data: string[] }
  | { type: 'SOA'; name: string; ttl: number; data: { mname: string; minimum: number } }
  | { type: 'DS'; name: string; ttl: number; data: { keyTag: number } }
  | { type: 'TLSA'; name: string; ttl: number; data: TlsaData };

/** Extended DNS Error, RFC 8914. */
export interface ExtendedError {
  code: number;
  text: string;
}

/**
 * Result of one question. `nodata` and `nxdomain` are void look-ups (RFC 7208 section 4.6.4); the kinds
 * from `servfail` on are temporary errors. Expected trouble is a value; only bugs throw.
 */
export type DnsResult = DnsAnswer | DnsVoid | DnsFailure;

interface DnsResultBase {
  /** Seconds since the answer was fetched; 0 when fresh. */
  age: number;
  /** True where the answer is past its TTL and shown only because no newer answer was available. */
  stale: boolean;
  /** The resolver says that it validated the answer by DNSSEC (AD, RFC 4035 section 3.2.3); absent: it does not say so. */
  authentic?: true;
}

export interface DnsAnswer extends DnsResultBase {
  kind: 'answer';
  /** The records of the type asked for, at the end of any CNAME chain. */
  records: DnsRecord[];
  /** CNAMEs followed, in order, each from owner to target. */
  chain: { name: string; target: string }[];
  /** Seconds this answer may still be kept. */
  ttl: number;
}

export interface DnsVoid extends DnsResultBase {
  kind: 'nodata' | 'nxdomain';
  chain: { name: string; target: string }[];
  /** Owner of the SOA in the authority section, which tells whose zone said no; null where absent. */
  soaOwner: string | null;
  ttl: number;
}

export interface DnsFailure extends DnsResultBase {
  kind:
    | 'servfail'
    | 'refused'
    | 'timeout'
    | 'malformed'
    | 'http-error'
    | 'blocked'
    | 'offline'
    | 'no-resolver'
    | 'not-allowed'
    /** A reverse name that an SPF record needs, while senders are not to be named. */
    | 'names-off'
    /** The questions that one run may ask were used up before this one. */
    | 'budget';
  error: ExtendedError | null;
  /** HTTP status, or what the platform said; for the details line. */
  detail: string;
}

/** Why DNS gave no answer. `offline`, `no-resolver`, `not-allowed`, `names-off` and `budget`: it was not asked at all. */
export type NoAnswer = DnsFailure['kind'];

/**
 * Something that DNS tells. Where it could not be told now, the reason stands with what was known last and when:
 * unknown is a value, and never becomes "there is none". Times are Unix seconds.
 */
export type Answer<T> =
  | { known: true; value: T; at: number }
  | { known: false; why: NoAnswer; last: { value: T; at: number } | null };

/** Asks one question. DNS is always an argument, so that limits, caches and records are wrappers. */
export type Resolve = (name: string, type: RecordType, purpose: DnsPurpose) => Promise<DnsResult>;

/** Why a source of reports is spoken to: to sign in, to list what is there, to read a message or file. */
export type SourcePurpose = 'source-sign-in' | 'source-list' | 'source-read';

/** A row of the query record: one request that left the machine; of requests to a source, those of a minute. */
export interface QueryRecordEntry {
  /** Milliseconds since 1970: several questions leave in one second. */
  time: number;
  /** The host that was spoken to. */
  resolver: string;
  name: string;
  /** `HTTP`: no question of DNS. */
  type: RecordType | 'HTTP';
  purpose: DnsPurpose | SourcePurpose;
  result: DnsResult['kind'];
  /** Milliseconds. */
  took: number;
}
