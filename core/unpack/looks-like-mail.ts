/** Header fields of which a mail has at least one near its start. RFC 5322 section 3.6. */
const KNOWN =
  /^(received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|content-type|x-[a-z-]+|dkim-signature|authentication-results|arc-[a-z-]+|envelope-to|x-original-to)\s*:/im;

/** Whether bytes begin like a mail: header fields, one of them known. Blank lines before them are passed over. */
export function looksLikeMail(head: Uint8Array): boolean {
  let text = '';
  for (let i = 0; i < Math.min(head.length, 4096); i++) text += String.fromCharCode(head[i]!);
  text = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  if (!/^[A-Za-z][A-Za-z0-9-]{1,60}[ \t]*:[ \t\r\n]/.test(text)) return false;
  const end = text.search(/\r?\n\r?\n/);
  return KNOWN.test(end < 0 ? text : text.slice(0, end));
}
