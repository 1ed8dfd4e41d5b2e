/** What changed in the store, so that screens read again what they show. */
export interface EngineChange {
  topic:
    | 'imports'
    | 'domains'
    | 'senders'
    | 'reports'
    | 'settings'
    | 'queries'
    | 'shelf'
    | 'alerts'
    | 'hosts'
    /** Accounts that reports come from by themselves. */
    | 'sources'
    /** Rows that are parked, and work that was cut off. */
    | 'waiting';
  /** Domains concerned; empty: any. */
  domains: string[];
}
