import { recordSource } from '../../report/record-source.ts';
import type { Store } from '../../store/store.ts';
import type { ReportsRoom } from './face.ts';
import {
  failureView,
  listReports,
  loadReportView,
  reportRecords,
  reportXml,
  tlsView,
} from './report-queries.ts';
import { createStoredData } from './stored-data.ts';

/** Documents larger than this are not searched for one record: their text alone would fill the memory. */
export const MAX_SEARCHED_BYTES = 256 * 1024 * 1024;

/** Failure reports are personal data: deleted after this time unless kept. */
export const FAILURE_REPORT_SECONDS = 30 * 86_400;

/** Stored reports, over a store. `judge` is told the domains whose reports changed. */
export function createReportsRoom(
  store: Store,
  judge: (domains: Iterable<string>) => Promise<void>,
): ReportsRoom {
  async function domainsOf(ids: readonly string[]): Promise<string[]> {
    const reports = await Promise.all(ids.map((id) => store.reports.get(id)));
    return reports.flatMap((it) => (it === null ? [] : [it.domain]));
  }

  async function deleteReports(ids: string[]): Promise<string> {
    const domains = await domainsOf(ids);
    const token = await store.reports.trash(ids);
    await judge(domains);
    return token;
  }

  return {
    list: (filter) => listReports(store, filter),
    view: (id, first, max) => loadReportView(store, id, first, max),
    xml: (id) => reportXml(store, id),
    tlsView: (id) => tlsView(store, id),
    failureView: (id, reveal) => failureView(store, id, reveal),
    keepFailure: (id, keep) => store.reports.setKeep(id, keep),
    delete: deleteReports,
    async undoDelete(token) {
      await store.reports.restore(token);
      await judge((await store.summaries.domains()).map((it) => it.domain));
    },
    ...createStoredData(store, deleteReports),
    records: (id, addresses, max) => reportRecords(store, id, addresses, max),
    async recordXml(id, index) {
      const document = await reportXml(store, id);
      if (document === null || document.size > MAX_SEARCHED_BYTES) return null;
      return recordSource(await document.text(), index);
    },
  };
}
