/** Mails about authentication that failed, as reporters and others write them. Every name is invented. */

export interface MailPlan {
  from?: string;
  subject?: string;
  date?: string;
  /** Further header fields, a line each. */
  header?: string[];
  text?: string;
  /** Parts behind the text: their header and content. */
  parts?: [header: string, content: string][];
}

export const ORIGINAL = [
  'Received: from out.sender.example (out.sender.example [192.0.2.77]) by mx.receiver.example; Thu, 27 Nov 2025 10:00:00 +0000',
  'From: Sender <sender@shop.example>',
  'To: someone@receiver.example',
  'Subject: hello',
  'Date: Thu, 27 Nov 2025 09:59:00 +0000',
].join('\r\n');

/** What mail filters write that send no feedback part. */
export const WORDS = [
  'A message claiming to be from you has failed the published DMARC',
  'policy for your domain.',
  '',
  '  Sender Domain: shop.example',
  '  Sender IP Address: 192.0.2.77',
  '  Received Date: Thu, 27 Nov 2025',
  '10:00:00 +0000',
  '  SPF Alignment: no',
  '  DKIM Alignment: no',
  '  DMARC Results: Reject',
].join('\r\n');

/** What large receivers write beside a feedback part. */
export const SENTENCE =
  'This is a spf/dkim authentication-failure report for an email message received from IP 192.0.2.77 on Thu, 27 Nov 2025 10:00:00 +0000.';

/** A mail as bytes; of several parts where there are any. */
export function failureMail(plan: MailPlan): Uint8Array {
  const { from = 'postmaster@receiver.example', subject = 'report', text = '', parts = [] } = plan;
  const date = plan.date ?? 'Thu, 27 Nov 2025 12:00:00 +0000';
  const head = [`From: ${from}`, 'To: dmarc@shop.example', `Subject: ${subject}`];
  if (date) head.push(`Date: ${date}`);
  head.push(...(plan.header ?? []), 'MIME-Version: 1.0');
  const body =
    parts.length === 0
      ? ['Content-Type: text/plain; charset=utf-8', '', text]
      : [
          'Content-Type: multipart/report; boundary="b"',
          '',
          '--b\r\nContent-Type: text/plain; charset=utf-8\r\n',
          text,
          ...parts.map(([header, content]) => `--b\r\n${header}\r\n\r\n${content}`),
          '--b--\r\n',
        ];
  return new TextEncoder().encode([...head, ...body].join('\r\n'));
}

/** A report with a feedback part of these fields beside the usual ones; null takes one away. */
export function feedbackMail(
  fields: Record<string, string | null> = {},
  original: [header: string, content: string] | null = ['Content-Type: text/rfc822-headers', ORIGINAL],
  plan: MailPlan = {},
): Uint8Array {
  const all: Record<string, string | null> = {
    'Feedback-Type': 'auth-failure',
    'User-Agent': 'Receiver/1.0',
    Version: '1',
    'Auth-Failure': 'dmarc',
    'Source-IP': '192.0.2.77',
    'Arrival-Date': 'Thu, 27 Nov 2025 10:00:00 +0000',
    ...fields,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== null);
  const feedback = lines.map(([name, value]) => `${name}: ${value}`).join('\r\n');
  const parts: [string, string][] = [['Content-Type: message/feedback-report', `${feedback}\r\n`]];
  if (original) parts.push(original);
  return failureMail({ text: 'An authentication failure report.', ...plan, parts });
}
