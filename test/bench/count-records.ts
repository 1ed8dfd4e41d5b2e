import { AggregateAssembler } from '../../core/report/aggregate/assembler.ts';
import { FastReader } from '../../core/report/aggregate/fast-reader.ts';
import { READ_LIMITS } from '../../core/report/limits.ts';

/** Bytes handed to the reader at a time, as for a document in memory. */
const STEP = 1024 * 1024;

/** Reads a whole report into column blocks with the reader alone, fed as it is for a document in memory; its records. */
export function countRecords(bytes: Uint8Array): number {
  const assembler = new AggregateAssembler(READ_LIMITS);
  const reader = new FastReader(assembler, READ_LIMITS);
  let records = 0;
  let from = 0;
  for (let to = 0; to < bytes.length; ) {
    to = Math.min(bytes.length, to + STEP);
    from = reader.scan(bytes, from, to);
    for (const block of assembler.records.ready.splice(0)) records += block.count;
  }
  const { report } = assembler.finish();
  for (const block of assembler.records.ready.splice(0)) records += block.count;
  if (!reader.complete || report.reportId === '') throw new Error('the report was not read to its end');
  return records;
}
