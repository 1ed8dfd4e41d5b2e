import type { PlanState } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import { fact } from './fact.ts';

/** What DNS said last of a record that the user wants. */
export interface WantedState {
  state: PlanState;
  checked: UnixSeconds;
  /** When the state became what it is. */
  since?: UnixSeconds;
}

export interface ZoneRecordState extends WantedState {
  domain: string;
  name: string;
}

/** Of the `_dmarc` record, by domain. */
export const wantedStates = fact<WantedState>('wanted-state');

/** Of records in domains' own zones, by name, type and purpose. */
export const zoneRecordStates = fact<ZoneRecordState>('wanted-zone-record-state');
