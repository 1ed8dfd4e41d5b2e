/** Rows of a message list on a page that is not known. They get badges; nothing in them is an attachment. */
import { isReportSubject } from '../../../core/lib/report-name.ts';
import { textOf } from '../dom/text-of.ts';
import type { ListRow } from '../webmail.ts';

/** Rows by role, by what marks several at once, and by the names that webmails give them. */
const ROW = [
  '[role="row"]',
  '[role="option"]',
  '[role="listbox"]',
  '[role="grid"]',
  '[role="treegrid"]',
  '[data-convid]',
  'tr:has(> td > input[type="checkbox"])',
  'tr:has(> td > label > input[type="checkbox"])',
  'li:has(> input[type="checkbox"])',
  ...['message', 'messages', 'mail', 'msg', 'conversation', 'thread'].flatMap((what) =>
    ['list', '-list', '_list', 'row', '-row', '_row'].flatMap((kind) => [
      `[class*="${what}${kind}" i]`,
      `[id*="${what}${kind}" i]`,
    ]),
  ),
  '[class*="vpRow"]',
].join(', ');
const ROWS = `:is(${ROW}):not(html, body)`;
/** What a subject may stand in. */
const TEXTS = 'a, [class*="subject" i], [role="gridcell"], [role="link"]';
const MAX_TEXTS = 1_500;
const MAX_ROWS = 400;

export function isInRow(element: Element): boolean {
  return element.closest(ROWS) !== null;
}

/** Rows whose subject says that the message carries a report; each with the innermost element that says so. */
export function reportRows(document: Document): ListRow[] {
  const rows = new Map<Element, ListRow>();
  let looked = 0;
  for (const element of document.querySelectorAll(TEXTS)) {
    looked += 1;
    if (looked > MAX_TEXTS || rows.size > MAX_ROWS) break;
    const subject = textOf(element, 500);
    if (!isReportSubject(subject)) continue;
    const row = element.closest(ROWS);
    // the innermost one comes last
    if (row) rows.set(row.closest('tr, li, [role="row"], [role="option"]') ?? row, { element, subject });
  }
  return [...rows.values()];
}
