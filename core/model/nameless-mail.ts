/** Mail of reports that name no policy domain: nobody is asked about it, and it counts for no domain. */
export interface NamelessMail {
  reports: number;
  messages: number;
  /** By header-from, those with most messages first. */
  names: { name: string; messages: number; passed: number }[];
  more: number;
}
