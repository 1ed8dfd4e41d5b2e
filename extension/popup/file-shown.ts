/** Whether a tab shows a file that may be a report, instead of a page. */

/** Media types that are pages, or that no report comes in. */
const NO_FILE =
  /^(text\/html|application\/xhtml\+xml|text\/css|text\/javascript|(image|audio|video|font)\/.*|application\/pdf)$/;
const REPORT_FILE = /\.(xml|gz|gzip|tgz|tar|zip|zlib|json|eml|msg|mbox)$/i;

/** The file's name; empty for pages. `contentType` is empty where the browser did not allow a look. */
export function fileShown(address: string, contentType: string): string {
  if (!URL.canParse(address)) return '';
  const name = new URL(address).pathname.split('/').at(-1) ?? '';
  if (contentType ? NO_FILE.test(contentType) : !REPORT_FILE.test(name)) return '';
  try {
    return decodeURIComponent(name) || new URL(address).host;
  } catch {
    return name;
  }
}
