import { isDigest } from '../../merge/read-rows.ts';
import type { ExchangedReport } from '../../store/exchange-store.ts';
import { MAX_REPORT_BYTES } from './limits.ts';
import { isFields, readMail } from './read-request.ts';

const MAX_NAME = 600;

/** A whole report from outside; null where anything about it is odd. Its document is read anew, never trusted. */
export function readExchangedReport(value: unknown): ExchangedReport | null {
  if (!isFields(value) || !isDigest(value.id) || !(value.gzip instanceof Uint8Array)) return null;
  const { id, fileName, gzip } = value;
  if (gzip.length > MAX_REPORT_BYTES || typeof fileName !== 'string' || fileName.length > MAX_NAME)
    return null;
  const mail = readMail(value.mail);
  return mail === undefined ? null : { id, fileName, mail, gzip };
}
