/**
 * What a shell can ask: an object of rooms. The app calls it in a worker, so every argument and result is
 * structured-clonable; call-backs are proxied.
 */
import type { EngineChange } from '../model/change.ts';
import type { AlertsRoom } from './alerts/face.ts';
import type { DomainsRoom } from './domains/face.ts';
import type { HostsRoom } from './domains/hosts/face.ts';
import type { ExchangeRoom } from './exchange/face.ts';
import type { IntakeRoom } from './intake/face.ts';
import type { ReportsRoom } from './reports/face.ts';
import type { SearchRoom } from './search/face.ts';
import type { SendersRoom } from './senders/face.ts';
import type { ServicesRoom } from './senders/services/face.ts';
import type { SettingsRoom } from './settings/face.ts';
import type { AccountsRoom } from './sources/accounts/face.ts';
import type { SourcesRoom } from './sources/face.ts';
import type { SpfRoom } from './spf/face.ts';

export interface Engine {
  /**
   * Calls back at each change, also for changes by background work (DNS answers, statuses) and by other tabs.
   * Whoever causes a change is told of it before the answer comes; an import tells many times a second.
   */
  onChange(listener: (change: EngineChange) => void): Promise<void>;
  readonly intake: IntakeRoom;
  readonly domains: DomainsRoom;
  readonly hosts: HostsRoom;
  readonly senders: SendersRoom;
  readonly services: ServicesRoom;
  readonly reports: ReportsRoom;
  readonly spf: SpfRoom;
  readonly alerts: AlertsRoom;
  readonly settings: SettingsRoom;
  readonly exchange: ExchangeRoom;
  readonly sources: SourcesRoom;
  readonly search: SearchRoom;
  readonly accounts: AccountsRoom;
}
