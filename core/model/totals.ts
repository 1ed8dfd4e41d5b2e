/** Messages by outcome. `passed` is DMARC compliance; the dispositions say what receivers did. */
export interface MessageTotals {
  messages: number;
  passed: number;
  dkimAligned: number;
  spfAligned: number;
  none: number;
  quarantine: number;
  reject: number;
}

export interface DayTotals extends MessageTotals {
  /** Days since 1970-01-01, UTC. */
  day: number;
}

/* ---- Domains ---- */
