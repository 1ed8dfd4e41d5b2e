/** How mail comes to a domain, and how it is encrypted on its way: RFC 8461, RFC 7672, RFC 8460. Codes and figures. */
import type { NoAnswer, TlsaData } from './dns.ts';
import type { UnixSeconds } from './report.ts';

/**
 * What the resolver says of DNSSEC: `secure`: it validated the answer; `insecure`: it validates, and this is not signed;
 * `bogus`: signed, and wrong; `unknown`: nothing shows that this resolver validates at all.
 */
export type DnssecState = 'secure' | 'insecure' | 'bogus' | 'unknown';

/** What DNS told, or why not. */
export type Told<T> =
  | { told: true; value: T; dnssec: DnssecState }
  | { told: false; why: NoAnswer; dnssec: DnssecState };

export interface MxHost {
  name: string;
  preference: number;
  /** An alias may not stand here, RFC 2181 section 10.3; null where it is none, or not known. */
  alias: string | null;
  /** Of the host's addresses, which DANE wants secure (RFC 7672 section 2.2.1). */
  addressDnssec: DnssecState;
  /** At `_25._tcp.HOST`; null: not asked, since there are so many hosts. */
  tlsa: Told<TlsaData[]> | null;
}

/** A TXT record of which there is to be one at a name. */
export interface OneRecord {
  state: 'none' | 'present' | 'several' | 'invalid';
  texts: string[];
}

/** `_mta-sts.D`, RFC 8461 section 3.1. */
export interface StsRecord extends OneRecord {
  id: string;
}

/** `_smtp._tls.D`, RFC 8460 section 3. */
export interface TlsRptRecord extends OneRecord {
  rua: string[];
}

/** `default._bimi.D`: a logo, which says nothing of security. */
export interface BimiRecord extends OneRecord {
  logo: string;
  certificate: string;
}

export type StsPolicyProblem = 'version' | 'mode' | 'max-age' | 'no-mx' | 'bad-mx' | 'too-long' | 'syntax';

/** The file at `https://mta-sts.D/.well-known/mta-sts.txt`, RFC 8461 section 3.2. */
export interface StsPolicy {
  mode: 'enforce' | 'testing' | 'none' | null;
  /** Seconds; null where missing or no number. */
  maxAge: number | null;
  mx: string[];
  problems: { code: StsPolicyProblem; detail: string }[];
  /** Senders can use it. */
  valid: boolean;
}

/** `not-here`: a web page cannot read it, only the extension can; `not-asked`: nobody pressed the button yet. */
export type StsFetch =
  | { state: 'fetched'; at: UnixSeconds; policy: StsPolicy; text: string }
  | {
      state: 'failed';
      at: UnixSeconds;
      why: 'status' | 'type' | 'redirect' | 'too-large' | 'no-connection';
      detail: string;
    }
  | { state: 'not-here' | 'not-asked' };

/** What DNS told of a domain's transport, as kept. */
export interface TransportAnswers {
  at: UnixSeconds;
  mx: Told<MxHost[]>;
  /** MX hosts beyond the limit. */
  moreHosts: number;
  /** One MX of an empty name: it receives no mail, RFC 7505. */
  nullMx: boolean;
  sts: Told<StsRecord>;
  tlsRpt: Told<TlsRptRecord>;
  bimi: Told<BimiRecord>;
}

export type TransportCode =
  | 'null-mx'
  | 'mx-none'
  | 'mx-alias'
  | 'sts-none'
  | 'sts-several'
  | 'sts-invalid'
  | 'sts-unread'
  | 'sts-failed'
  | 'sts-policy-invalid'
  | 'sts-mode-none'
  | 'sts-testing'
  | 'sts-short'
  | 'sts-uncovered'
  | 'sts-enforced'
  | 'dane-none'
  | 'dane-insecure'
  | 'dane-bogus'
  | 'dane-unusable'
  | 'dane-partly'
  | 'dane-unknown'
  | 'dane-secure'
  | 'rpt-none'
  | 'rpt-several'
  | 'rpt-invalid'
  | 'rpt-present';

export interface TransportFinding {
  code: TransportCode;
  /** `bad`: mail is not delivered, or a protection that was published does not hold; `open`: there is none. */
  tone: 'good' | 'open' | 'bad' | 'unknown';
  /** Hosts or values that it is about. */
  names: string[];
}

/** Failed sessions of one kind in TLS reports. */
export interface TlsFailureRow {
  /** `sts`, `tlsa`, `no-policy-found`, or as reported. */
  policyType: string;
  /** RFC 8460 section 4.3. */
  resultType: string;
  receivingHost: string;
  sessions: number;
  /** Who reported it, those with most sessions first. */
  reporters: string[];
  /** Begin of the day of the first and of the last report with it. */
  first: UnixSeconds;
  last: UnixSeconds;
  /** The newest of its reports. */
  reportId: string;
}

export interface TransportView {
  domain: string;
  /** Null where DNS was never asked. */
  answers: TransportAnswers | null;
  policy: StsFetch;
  findings: TransportFinding[];
  reports: {
    /** Days that were read, and reports in them; `cut`: there are more. */
    days: number;
    count: number;
    cut: boolean;
    successful: number;
    failed: number;
    reporters: number;
    failures: TlsFailureRow[];
  };
}
