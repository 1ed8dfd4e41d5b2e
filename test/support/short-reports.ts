import { gzipSync } from 'fflate';
import type { AggregateHeader } from '../../core/model/report.ts';
import type { Store } from '../../core/store/store.ts';
import { blockOf, headerOf, type ShortRecord } from './traffic.ts';

let serial = 0;

/** Stores a report of records in a few words under `import-1`, made without reading a document. Gives its id. */
export async function putShort(
  store: Store,
  records: ShortRecord[],
  change: Partial<AggregateHeader> & { day?: number } = {},
): Promise<string> {
  const reportId = change.reportId ?? `r${serial++}`;
  const header = headerOf({ ...change, reportId });
  const sum = (of: (r: ShortRecord) => boolean): number =>
    records.reduce((total, r) => total + (of(r) ? (r.n ?? 1) : 0), 0);
  header.totals = {
    records: records.length,
    messages: sum(() => true),
    passed: sum((r) => !!(r.dkimPass || r.spfPass)),
    strayPassed: 0,
    dkimAligned: sum((r) => !!r.dkimPass),
    spfAligned: sum((r) => !!r.spfPass),
    none: sum((r) => (r.disposition ?? 'none') === 'none'),
    quarantine: sum((r) => r.disposition === 'quarantine'),
    reject: sum((r) => r.disposition === 'reject'),
  };
  const id = reportId.padStart(64, '0');
  const block = await store.reports.stageBlock(blockOf(records), 0);
  await store.reports.put('import-1', [
    {
      id,
      secondKey: `second-${id}`,
      report: header,
      outcome: 'report',
      notes: [],
      blocks: [block],
      fileName: 'r.xml',
      mail: null,
      raw: gzipSync(new TextEncoder().encode('<feedback/>')),
      range: null,
    },
  ]);
  return id;
}
