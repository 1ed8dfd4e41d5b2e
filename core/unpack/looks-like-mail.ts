/** Header fields of which a mail has at least one near its start. RFC 5322 section 3.6. */
const KNOWN =
  /^(received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|content-type|x-[a-z-]+|dkim-signature|authentication-results|arc-[a-z-]+|envelope-to|x-original-to|feedback-type|auth-failure)\s*:/im;

/** Whether bytes begin like a mail: header fields, one of them known. Blank lines before them are passed over. */
export function looksLikeMail(head: Uint8Array): boolean {
  // Most inputs are XML or compressed, and told apart from mails by one byte
  if (!startsLikeMail(head)) return false;
  const text = LATIN.decode(head.subarray(0, 4096))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    // What some systems put before the header: see mailOnly
    .replace(/^(?:>From [^\n]*|\d{1,12}[ \t]*\r?)\n/, '');
  if (!/^[A-Za-z][A-Za-z0-9._-]{1,76}[ \t]*:[ \t\r\n]/.test(text)) return false;
  const end = text.search(/\r?\n\r?\n/);
  return KNOWN.test(end < 0 ? text : text.slice(0, end));
}

const LATIN = new TextDecoder('windows-1252');

/** Whether a letter, a digit or `>` is the first thing behind a byte order mark and blanks. */
function startsLikeMail(head: Uint8Array): boolean {
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  // A no-break space counts as blank below, as trimStart has it
  while (at < head.length && (head[at]! <= 0x20 || head[at] === 0xa0)) at++;
  const first = head[at] ?? 0;
  const lower = first | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || first === 0x3e || (first >= 0x30 && first <= 0x39);
}
