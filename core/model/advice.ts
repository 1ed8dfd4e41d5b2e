/** Evidence for a forwarder: a code of ForwarderEvidence, a name or domain, and how many messages show it. */
export interface ForwarderPoint {
  code: string;
  detail: string;
  messages: number;
}

/** Advice with the figures its sentence needs. */
export interface NextStep {
  code:
    | 'nothing-to-do'
    | 'repair-spf-record'
    | 'narrow-spf-record'
    | 'add-include'
    | 'add-address'
    | 'complete-service'
    | 'check-service-addresses'
    | 'authorise-return-path'
    | 'signs-as-other'
    | 'returns-to-other'
    | 'check-forwarder'
    | 'set-up-dkim'
    | 'align-envelope'
    | 'check-once-dkim-is-enough'
    | 'ignore-forwarder'
    | 'likely-spoofed'
    | 'check-sender'
    | 'make-it-pass'
    | 'not-yours'
    | 'not-yours-in-record'
    | 'not-yours-signed'
    | 'said-forwarder'
    | 'ignored-nothing-to-do'
    | 'wait-for-dns'
    | 'not-asked-yet'
    | 'spf-needs-more-than-a-report'
    | 'no-address'
    | 'choose-resolver-or-confirm';
  detail: Record<string, string | number>;
}

/** One point of the Ignore dialog. `applies` false: the point was looked at and does not hold. */
export interface AdvicePoint {
  side: 'for' | 'against';
  code:
    | 'repeated'
    | 'not-your-system'
    | 'known-forwarder'
    | 'no-risk-seen'
    | 'new-or-sporadic'
    | 'unclear'
    | 'unexplained-failures'
    | 'spoofing-possible';
  applies: boolean;
  detail: Record<string, string | number>;
}
