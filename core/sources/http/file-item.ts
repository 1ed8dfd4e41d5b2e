import { parseReportName } from '../../lib/report-name.ts';
import type { SourceItem } from '../source.ts';

/** Endings of files that are no report and no mail. Everything else may be one: a mail service names mails by a hash. */
const NO_REPORT =
  /\.(png|jpe?g|gif|svg|webp|pdf|docx?|xlsx?|pptx?|mp4|mov|css|js|html?|md|ini|log|tmp|part)$/i;

/** What a list tells of a file in a drop box. */
export interface ListedFile {
  /** As the source asks for it. */
  path: string;
  /** Changes where the bytes change: an ETag, or a time. */
  version: string;
  bytes: number | null;
}

/** An item of a list of files. Listing all of them is how changes are found, so the place is always the beginning. */
export function fileItem({ path, version, bytes }: ListedFile): SourceItem {
  const name = decoded(path.split('/').at(-1) ?? '');
  const none = NO_REPORT.test(name);
  return {
    kind: 'item',
    // Apache calls the ETag of a file weak for its first second (RFC 9110 section 8.8.3): it is the same file
    id: `${encodeURIComponent(version.replace(/^W\//, ''))} ${path}`,
    name,
    hints: {
      subject: parseReportName(name) === null ? '' : `Report domain: ${name}`,
      from: '',
      // a whole mail is worth opening however large it is
      type: none ? '' : 'message/rfc822',
      attachments: !none,
      size: bytes,
    },
    bytes,
    cursor: '',
  };
}

/** The path out of an item's id. */
export function pathOf(id: string): string {
  return id.slice(id.indexOf(' ') + 1);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
