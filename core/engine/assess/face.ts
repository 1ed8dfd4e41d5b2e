/** DNS asked again, by itself when the app opens or because the user wants it. */
export interface RecheckState {
  running: boolean;
  /** Domains asked about so far, and those whose answer was old. */
  done: number;
  due: number;
  /** Questions that left the machine, and how many may. */
  queries: number;
  budget: number;
  /** Asked for by the user: all domains, with a larger budget. */
  all: boolean;
  /** Ended by the user. */
  stopped: boolean;
}
