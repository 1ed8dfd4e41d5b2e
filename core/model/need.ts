/** What needs the user: faults and chances that facts show, each with one safe next step. Codes, no sentences. */
import type { Recommended } from './domain-configuration.ts';
import type { Policy, UnixSeconds } from './report.ts';

export type NeedCode =
  | 'blocked-mail'
  | 'blocked-not-in-force'
  | 'sender-failing'
  | 'dmarc-several'
  | 'dmarc-broken'
  | 'dmarc-empty'
  | 'dmarc-invalid'
  | 'spf-invalid'
  | 'dkim-gone'
  | 'drift'
  | 'dmarc-missing'
  | 'dkim-weak'
  | 'sender-new'
  | 'parked-open'
  | 'senders-hit'
  | 'senders-unclassed'
  | 'reports-stopped'
  | 'spf-near-limit'
  | 'ready'
  | 'dkim-unchanged';

/**
 * How soon it matters. `now`: mail is lost, forged mail passes, or what was published is not in force; `open`: the
 * domain lies open, or something new must be classed; `later`: nothing is lost by waiting.
 */
export type NeedUrgency = 'now' | 'open' | 'later';

/** One safe step: a record to copy, or the place where the rest is shown. */
export type NeedStep =
  | { do: 'copy'; record: NextRecord }
  | { do: 'domain'; tab: '' | 'configuration' | 'dkim' }
  | { do: 'spf' }
  /** Senders of the domain; one of them where the key is not empty. */
  | { do: 'senders'; sender: string };

export interface Need {
  domain: string;
  code: NeedCode;
  urgency: NeedUrgency;
  /** What it is about beside the domain: a sender's key, a selector, a name in DNS; empty where nothing else. */
  subject: string;
  /** Since when, as far as it is known; null where it is not. */
  since: UnixSeconds | null;
  /** Messages it concerns in the last 30 days; of senders and keys their own. */
  messages: number;
  /** Figures and names for the sentence. */
  detail: Record<string, string | number>;
  step: NeedStep;
}

/** What needs the user over all confirmed domains, the worst first. */
export interface Needs {
  needs: Need[];
  /** Confirmed domains of which DNS has not told what applies to them: what they need is not known. */
  unknown: number;
  /** Reports are still being read, so nothing is said that rests on what has not come. */
  importing: boolean;
  /** From when on DNS is asked again by itself, while the program runs; null where nobody is asked. */
  nextLook: UnixSeconds | null;
}

/** A record of a `_dmarc` name that takes a domain one step on. */
export interface NextRecord {
  /**
   * `publish`: there is none; `own`: one of its own beside the inherited; `merge`: one in place of several; `repair`: one that
   * receivers can read; `reports`: reports have no address; `full`: the policy without test mode and for all mail;
   * `raise`: the next policy; `lock`: nothing is sent, so reject; `keep`: nothing to change; `keep-own`: nothing to change for
   * the domain's own mail, and less is asked for names below it.
   */
  code: 'publish' | 'own' | 'merge' | 'repair' | 'reports' | 'full' | 'raise' | 'lock' | 'keep' | 'keep-own';
  /** Where it stands, e.g. `_dmarc.example.com`; the name at the end of an alias, beside which nothing may stand. */
  name: string;
  type: 'TXT';
  value: string;
  policy: Policy;
  /** Texts at the name that it takes the place of. */
  replaces: string[];
  /** False: not before the figures allow it, see `code` `raise`. */
  now: boolean;
  /** Reports go nowhere: the record names no address, and none is known. */
  noReports: boolean;
  /** Records that others' zones need so that reports may go there, RFC 9990 section 4; they may stand there already. */
  also: { name: string; type: 'TXT'; value: string }[];
}

/** What the stored mail of a domain says of its senders, of readiness and of silence; kept until it is judged again. */
export interface MailNeedFacts {
  newSenders: SenderFinding[];
  failing: SenderFinding[];
  /** Mail of a Blocked domain that got through since it was locked; null where there is none. */
  blocked: { since: UnixSeconds; passed: number; delivered: number } | null;
  /** What the next policy would have hit in the last 30 days. */
  readiness: ReadinessSummary;
  /** Begin of the day of the last report, where reports have stopped; null where they come. */
  silentSince: UnixSeconds | null;
  /** Messages of the last 30 days, of these passing ones, and failing ones that were let through. */
  messages: number;
  passed: number;
  delivered: number;
}

export interface SenderFinding {
  key: string;
  name: string;
  since: UnixSeconds;
  messages: number;
  failed: number;
  /** Of the failed, let through. */
  delivered: number;
}

export interface ReadinessSummary {
  code: Recommended['code'];
  /** First UTC day since which no accepted sender would have been hit. */
  safeSince: number | null;
  messages: number;
  accepted: number;
  unknown: number;
  hit: number;
  /** Senders with hit mail, of those accepted and of those that nobody has classed. */
  senders: { accepted: number; unknown: number };
}
