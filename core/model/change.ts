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
    | 'hosts';
  /** Domains concerned; empty: any. */
  domains: string[];
}
