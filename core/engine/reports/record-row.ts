import type { PlainRecord } from '../../lib/columns/block-cursor.ts';
import type { AddressStatus } from '../../model/sender.ts';
import type { RecordRow } from './face.ts';

/** A record as a row; its place counts from 0 over the whole report. */
export function recordRow(record: PlainRecord, index: number, status: AddressStatus): RecordRow {
  const { envelopeFromPresent: _, ...shown } = record;
  return { index, ...shown, status };
}
