/**
 * The text of one record in an aggregate report's document, counted from 0, with its tags; null where there are
 * fewer. Comments and CDATA sections are passed over, since a report may quote a record in them.
 */
export function recordSource(document: string, index: number): string | null {
  const marks = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)(?:[\w.-]+:)?record(?=[\s>/])[^>]*>/gi;
  let at = 0;
  let start = -1;
  for (const mark of document.matchAll(marks)) {
    if (mark[1] === undefined) continue;
    if (mark[1] === '') {
      if (at === index) start = mark.index;
    } else {
      if (at === index && start >= 0) return document.slice(start, mark.index + mark[0].length);
      at++;
    }
  }
  return null;
}
