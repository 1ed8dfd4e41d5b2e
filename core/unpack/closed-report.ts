import type { OtherItem } from '../model/document.ts';
import type { Refusal } from '../model/report.ts';

/** Names of packed files, and of the files that lie in them. */
const NAME = /\.(?:zip|gz|gzip|tgz|z|7z|rar|bz2|xz|zst|xml|json)$/i;

/**
 * Why an attachment may be a report that nobody here can open: its packing is unknown, or it was mangled on its way. It then
 * has to be named with the reason, since the mail's only report may be in it. Null for attachments that are no reports.
 */
export function closedReport(item: OtherItem): Refusal | null {
  const { code } = item.reason;
  if (code === 'unsupported-packing') return item.reason;
  return code === 'binary' && NAME.test(item.path) ? { code: 'damaged-attachment', detail: {} } : null;
}
