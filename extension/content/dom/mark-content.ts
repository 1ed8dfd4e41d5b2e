import type { ReportName } from '../../../core/lib/report-name.ts';
import type { MarkReport } from '../../messages/protocol.ts';

/**
 * What a mark shows. `named` is what the file name alone tells, where the page does not hand over the bytes; `offered`
 * is read when the user asks for it. `note` is what became of the last click.
 */
export type MarkContent =
  | { kind: 'reading'; name: ReportName | null }
  | { kind: 'report'; report: MarkReport; importing: boolean; undoable: boolean; note: string }
  | { kind: 'named'; name: ReportName }
  | { kind: 'offered'; name: ReportName | null; file: string }
  | { kind: 'problem'; sentence: string; act: 'retry' | 'files' | 'large' | null };
