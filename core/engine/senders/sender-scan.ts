import { DISPOSITIONS, DKIM_RESULTS, SPF_RESULTS, SPF_SCOPES } from '../../model/records.ts';
import type { ScannedBlock, ScannedReport } from '../../model/stored.ts';
import type { DayTotals } from '../../model/totals.ts';
import { noTotals } from '../judge/totals.ts';
import type { SenderDetails } from './face.ts';

const QUARANTINE = DISPOSITIONS.indexOf('quarantine');
const REJECT = DISPOSITIONS.indexOf('reject');

/** Rows of each list in the overlay at most; the busiest are kept. */
const MAX_DETAIL_ROWS = 500;

/** Whether a signing or envelope domain is aligned with header-from as the report's policy has it. */
export type AlignedInReport = (
  headerFrom: string,
  domain: string,
  report: ScannedReport,
  kind: 'dkim' | 'spf',
) => boolean;

/**
 * Second look at the records of one sender: its DKIM and SPF results, days and reports. Blocks that do not
 * name one of the addresses are passed by after a look at their dictionary.
 */
export class SenderScan {
  readonly #addresses: ReadonlySet<string>;
  readonly #aligned: AlignedInReport;
  readonly #dkim = new Map<string, SenderDetails['dkim'][number]>();
  readonly #spf = new Map<string, SenderDetails['spf'][number]>();
  readonly #days = new Map<number, DayTotals>();
  readonly #reports = new Map<string, SenderDetails['reports'][number]>();

  constructor(addresses: ReadonlySet<string>, aligned: AlignedInReport) {
    this.#addresses = addresses;
    this.#aligned = aligned;
  }

  add({ report, block }: ScannedBlock): void {
    const { strings } = block;
    const wanted = new Uint8Array(strings.length);
    let any = false;
    for (let s = 1; s < strings.length; s++) {
      if (this.#addresses.has(strings[s]!)) {
        wanted[s] = 1;
        any = true;
      }
    }
    if (!any) return;
    const { sourceIp, messages, count } = block;
    for (let i = 0; i < count; i++) {
      if (wanted[sourceIp[i]!] !== 1) continue;
      const n = messages[i]!;
      const dkim = block.dkimAligned[i] === 1;
      const spf = block.spfAligned[i] === 1;
      this.#addDay(report.day, n, dkim, spf, block.disposition[i]!);
      this.#addReport(report, n, dkim || spf);
      const headerFrom = strings[block.headerFrom[i]!]!;
      for (let j = block.dkimStart[i]!; j < block.dkimStart[i + 1]!; j++) {
        const domain = strings[block.dkimDomain[j]!]!;
        const selector = strings[block.dkimSelector[j]!]!;
        const code = block.dkimResult[j]!;
        const aligned = this.#aligned(headerFrom, domain, report, 'dkim');
        const key = `${domain} ${selector} ${code} ${aligned}`;
        const row = this.#dkim.get(key);
        if (row) row.messages += n;
        else {
          this.#dkim.set(key, { domain, selector, result: DKIM_RESULTS[code]!, aligned, messages: n });
        }
      }
      for (let j = block.spfStart[i]!; j < block.spfStart[i + 1]!; j++) {
        const domain = strings[block.spfDomain[j]!]!;
        const scope = SPF_SCOPES[block.spfScope[j]!]!;
        const code = block.spfResult[j]!;
        const aligned = this.#aligned(headerFrom, domain, report, 'spf');
        const key = `${domain} ${scope} ${code} ${aligned}`;
        const row = this.#spf.get(key);
        if (row) row.messages += n;
        else this.#spf.set(key, { domain, scope, result: SPF_RESULTS[code]!, aligned, messages: n });
      }
    }
  }

  /** The parts of the details that the scan found. Most messages first; reports newest first. */
  finish(): Pick<SenderDetails, 'dkim' | 'spf' | 'reports'> & { days: DayTotals[] } {
    const byMessages = <T extends { messages: number }>(rows: Iterable<T>): T[] =>
      [...rows].sort((a, b) => b.messages - a.messages).slice(0, MAX_DETAIL_ROWS);
    return {
      dkim: byMessages(this.#dkim.values()),
      spf: byMessages(this.#spf.values()),
      days: [...this.#days.values()].sort((a, b) => a.day - b.day),
      reports: [...this.#reports.values()].sort((a, b) => b.begin - a.begin).slice(0, MAX_DETAIL_ROWS),
    };
  }

  #addDay(day: number, n: number, dkim: boolean, spf: boolean, disposition: number): void {
    let row = this.#days.get(day);
    if (!row) {
      row = { day, ...noTotals() };
      this.#days.set(day, row);
    }
    row.messages += n;
    if (dkim || spf) row.passed += n;
    if (dkim) row.dkimAligned += n;
    if (spf) row.spfAligned += n;
    if (disposition === QUARANTINE) row.quarantine += n;
    else if (disposition === REJECT) row.reject += n;
    else row.none += n;
  }

  #addReport(report: ScannedBlock['report'], n: number, passed: boolean): void {
    let row = this.#reports.get(report.id);
    if (!row) {
      const { id, reporter, begin, end } = report;
      row = { id, reporter, begin, end, messages: 0, passed: 0 };
      this.#reports.set(id, row);
    }
    row.messages += n;
    if (passed) row.passed += n;
  }
}
