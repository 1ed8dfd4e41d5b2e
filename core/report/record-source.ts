/**
 * The text of one record in an aggregate report's document, counted from 0, with its tags; null where there are
 * fewer. Comments and CDATA sections are passed over, since a report may quote a record in them.
 */
export function recordSource(document: string, index: number): string | null {
  let at = 0;
  let start = -1;
  for (let from = document.indexOf('<'); from >= 0; ) {
    const section = SECTIONS.find(([open]) => document.startsWith(open, from));
    const tag = section ? null : tagAt(document, from);
    const end = section
      ? document.indexOf(section[1], from + section[0].length)
      : tag && document.indexOf('>', from);
    // What has no end holds the rest of the document
    if (end !== null && end < 0) return null;
    if (tag?.[1] === '') {
      if (at === index) start = from;
    } else if (tag) {
      if (at === index && start >= 0) return document.slice(start, end! + 1);
      at++;
    }
    from = document.indexOf('<', Math.max(end ?? 0, from + 1));
  }
  return null;
}

/** Comments and CDATA sections, in which tags are text. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
] as const;

/** The tag of a record at this place: what stands between `<` and the name is its first group. */
function tagAt(document: string, from: number): RegExpExecArray | null {
  const tag = /<(\/?)(?:[\w.-]{1,100}:)?record(?=[\s>/])/iy;
  tag.lastIndex = from;
  return tag.exec(document);
}
