import type { FailureReport } from '../../model/report.ts';

/** Header fields kept readable: they tell of the fault, not of people. */
const OPEN_FIELDS = [
  'date',
  'received',
  'dkim-signature',
  'authentication-results',
  'received-spf',
  'mime-version',
  'content-type',
  'message-id',
];

/** What stands for text that is hidden. */
const HIDDEN = '•••';

/**
 * A failure report without personal data: local parts, subject and other texts of the reported message are
 * hidden, domains and authentication stay.
 */
export function redactFailure(report: FailureReport): FailureReport {
  return {
    ...report,
    originalMailFrom: hideLocalParts(report.originalMailFrom),
    originalRcptTo: hideLocalParts(report.originalRcptTo),
    authResults: hideLocalParts(report.authResults),
    originalHeaders: redactHeaders(report.originalHeaders),
  };
}

function redactHeaders(headers: string): string {
  let open = true;
  return headers
    .split(/\r?\n/)
    .map((line) => {
      if (/^[ \t]/.test(line)) return open ? hideLocalParts(line) : ` ${HIDDEN}`;
      const colon = line.indexOf(':');
      if (colon < 0) return line === '' ? '' : HIDDEN;
      const field = line.slice(0, colon).toLowerCase().trim();
      open = OPEN_FIELDS.includes(field) || /^(from|to|cc|reply-to|sender|return-path)$/.test(field);
      if (!open) return `${line.slice(0, colon)}: ${HIDDEN}`;
      return `${line.slice(0, colon)}:${hideNames(field, line.slice(colon + 1))}`;
    })
    .join('\n');
}

/** Addresses lose their local part; address fields their display names too. */
function hideNames(field: string, value: string): string {
  if (OPEN_FIELDS.includes(field)) return hideLocalParts(value);
  const addresses = value.split(/[\s<>,;"]/).filter((word) => /^[^@]+@/.test(word) && !word.endsWith('@'));
  return ` ${addresses.map(hideLocalParts).join(', ') || HIDDEN}`;
}

function hideLocalParts(text: string): string {
  const pieces = text.split('@');
  const last = pieces.pop()!;
  return [...pieces.map(hideLastWord), last].join('@');
}

/** A text that ends in a local part, with that hidden. */
function hideLastWord(text: string): string {
  let from = text.length;
  while (from > 0 && !/[\s<>,;:="()]/.test(text[from - 1]!)) from--;
  return from === text.length ? text : `${text.slice(0, from)}${HIDDEN}`;
}
