import type { ReadLimits } from '../model/document.ts';

/** Caps on what one document may hold. Above a cap the document is refused with the figure. */
export const MAX_RECORDS = 5_000_000;
export const MAX_FIELD_BYTES = 256 * 1024;
export const MAX_RESULTS_PER_RECORD = 10_000;
export const MAX_REPORTS = 10_000;
export const MAX_TOLERANT_BYTES = 32 * 1024 * 1024;
export const MAX_WHOLE_BYTES = 64 * 1024 * 1024;
/** Policies of one TLS report, and failures of one policy. */
export const MAX_TLS_ENTRIES = 10_000;
export const MAX_NOTES = 200;
/** Bytes of one comment, declaration or tag. */
export const MAX_MARKUP_BYTES = 4 * 1024 * 1024;
/** Elements open at a time; the vocabulary needs six. */
export const MAX_OPEN_ELEMENTS = 100;

export const READ_LIMITS: ReadLimits = {
  records: MAX_RECORDS,
  fieldBytes: MAX_FIELD_BYTES,
  resultsPerRecord: MAX_RESULTS_PER_RECORD,
  reports: MAX_REPORTS,
  tolerantBytes: MAX_TOLERANT_BYTES,
  wholeBytes: MAX_WHOLE_BYTES,
  tlsEntries: MAX_TLS_ENTRIES,
  notes: MAX_NOTES,
};
