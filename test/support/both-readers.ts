import { type PlainRecord, records } from '../../core/lib/columns/block-cursor.ts';
import { RefusalError } from '../../core/lib/refusal-error.ts';
import type { AggregateHeader, Note } from '../../core/model/report.ts';
import { AggregateAssembler } from '../../core/report/aggregate/assembler.ts';
import { FastReader } from '../../core/report/aggregate/fast-reader.ts';
import { readTolerant } from '../../core/report/aggregate/tolerant-reader.ts';
import { READ_LIMITS } from '../../core/report/limits.ts';

export interface Reading {
  header: AggregateHeader;
  records: PlainRecord[];
  notes: Note[];
}

/** What the fast reader makes of some bytes, fed in windows that grow by `step`; a word where it does not apply. */
export function fastReading(bytes: Uint8Array, step = bytes.length): Reading | string {
  const assembler = new AggregateAssembler(READ_LIMITS);
  const reader = new FastReader(assembler, READ_LIMITS);
  try {
    let from = 0;
    for (let to = Math.min(step, bytes.length); ; to = Math.min(to + step, bytes.length)) {
      from = reader.scan(bytes, from, to);
      if (reader.state !== 'more') return reader.state;
      if (to === bytes.length) break;
    }
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code;
    throw error;
  }
  return reader.complete ? taken(assembler) : 'incomplete';
}

export function tolerantReading(bytes: Uint8Array): Reading | string {
  try {
    const assembler = readTolerant(bytes, READ_LIMITS);
    return assembler ? taken(assembler) : 'nothing';
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal.code;
    throw error;
  }
}

function taken(assembler: AggregateAssembler): Reading {
  const { report, notes } = assembler.finish();
  return { header: report, records: assembler.records.ready.flatMap((block) => [...records(block)]), notes };
}
