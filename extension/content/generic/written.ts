/**
 * Where a page holds what strangers wrote, as far as a page that is not known tells it. Nothing is fetched without a
 * click on such a page, so what is missed here costs a mark in the wrong place, not a request.
 */

/** Containers of a message's body, by role, by label and by the names that webmails give them. */
const BODY_NAMES = [
  'messagebody',
  'message-body',
  'message_body',
  'messagetext',
  'message-text',
  'messagecontent',
  'messagehtml',
  'message-html',
  'mailbody',
  'mail-body',
  'mail_body',
  'mailcontent',
  'mail-content',
  'mailtext',
  'msgbody',
  'msg-body',
  'msg_body',
  'msgtext',
  'msg-text',
  'bodytext',
  'body-text',
  'emailbody',
  'email-body',
  'htmlpart',
  'html-part',
  'htmlmessage',
  'htmlcontent',
  'plaincontent',
  'textpart',
  'text-part',
];
const BODY = [
  '[role="document"]',
  '[aria-label*="message body" i]',
  'blockquote',
  'pre',
  ...BODY_NAMES.flatMap((name) => [`[class*="${name}" i]`, `[id*="${name}" i]`]),
].join(', ');
export const BODIES = `:is(${BODY}):not(html, body)`;

/** What sanitisers put before the names that a message's author gave. */
const PREFIXED = /(^|\s)(x_|v\d+|m_-?\d+)[a-z]/i;
/** Ancestors looked at. */
const MAX_DEPTH = 12;
/** Characters of running text beside a link that make it part of a text somebody wrote. */
const PROSE = 80;
/** Child nodes looked at for that. */
const MAX_NODES = 60;

/** Whether a link stands in running text, or below names that a sanitiser changed. */
export function looksWritten(element: Element): boolean {
  let depth = 0;
  for (let at: Element | null = element; at && depth < MAX_DEPTH; at = at.parentElement) {
    depth += 1;
    if (PREFIXED.test((at.getAttribute('class') ?? '').slice(0, 300)) || PREFIXED.test(at.id.slice(0, 100)))
      return true;
  }
  return textBeside(element) >= PROSE;
}

/** Characters that stand directly in the element around this one. */
function textBeside(element: Element): number {
  let characters = 0;
  let nodes = 0;
  for (
    let node = element.parentNode?.firstChild ?? null;
    node && nodes < MAX_NODES;
    node = node.nextSibling
  ) {
    nodes += 1;
    if (node.nodeType === 3) characters += (node.nodeValue ?? '').slice(0, 500).trim().length;
  }
  return characters;
}
