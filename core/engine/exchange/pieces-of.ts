import { toBase64 } from '../../lib/base64.ts';
import type { ExchangedReport } from '../../store/exchange-store.ts';
import type { ReportPiece } from './face.ts';

/** The piece of a report that begins at `offset`, at most `bytes` long. */
export function pieceOf(report: ExchangedReport, offset: number, bytes: number): ReportPiece {
  const { id, fileName, mail, gzip } = report;
  const data = toBase64(gzip.subarray(offset, offset + bytes));
  return { id, fileName, mail, size: gzip.length, offset, data };
}
