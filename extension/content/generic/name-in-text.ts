/** File names in the texts, attributes and addresses of a page. Linear in the text, which is cut first. */
import { mayHoldReport, parseReportName, type ReportName } from '../../../core/lib/report-name.ts';

/** Longer texts are looked at only so far: they are no names. */
const MAX_TEXT = 2_000;
/** Longer names are none of a file. */
const MAX_NAME = 400;
/** What stands between a name and the rest of a text or an address. */
const BETWEEN = /[\s/\\?&=:"'<>|;,#()[\]{}]+/;

/** The name of a report's file in a text; empty where there is none. */
export function reportNameIn(text: string): string {
  if (!/!|%21/.test(text)) return '';
  return wordsOf(text).find((word) => looksLikeReport(word) && parseReportName(word) !== null) ?? '';
}

/** The name of a file in which a report may be packed; empty where there is none. */
export function packedNameIn(text: string): string {
  if (!text.includes('.')) return '';
  return wordsOf(text).find((word) => /[^.]\.[a-z0-9]{2,5}$/i.test(word) && mayHoldReport(word, '')) ?? '';
}

/** What a report's name tells, cheap for names that are none. */
export function readReportName(name: string): ReportName | null {
  return looksLikeReport(name) ? parseReportName(name) : null;
}

function wordsOf(text: string): string[] {
  return decoded(text.slice(0, MAX_TEXT))
    .split(BETWEEN)
    .filter((word) => word !== '' && word.length <= MAX_NAME);
}

/** `receiver!domain!begin!end`: three exclamation marks, the last two before numbers. */
function looksLikeReport(word: string): boolean {
  const [reporter, domain, begin = '', end = ''] = word.split('!', 5);
  return Boolean(reporter && domain) && /^\d{9,11}$/.test(begin) && /^\d{9,11}/.test(end);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // not percent-encoded, or cut in the middle
    return text.replaceAll('%21', '!');
  }
}
