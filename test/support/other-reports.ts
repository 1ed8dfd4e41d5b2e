const DAY = 86_400_000;

/** An SMTP TLS report (RFC 8460) on a day some days ago: 97 sessions encrypted, 3 not. */
export function tlsReport(domain: string, daysAgo = 2): string {
  const day = new Date(Date.now() - daysAgo * DAY).toISOString().slice(0, 10);
  return JSON.stringify({
    'organization-name': 'Receiver Ltd',
    'date-range': { 'start-datetime': `${day}T00:00:00Z`, 'end-datetime': `${day}T23:59:59Z` },
    'contact-info': 'tls@receiver.example',
    'report-id': `tls-${day}`,
    policies: [
      {
        policy: {
          'policy-type': 'sts',
          'policy-string': ['version: STSv1', 'mode: enforce', `mx: mx.${domain}`],
          'policy-domain': domain,
          'mx-host': [`mx.${domain}`],
        },
        summary: { 'total-successful-session-count': 97, 'total-failure-session-count': 3 },
        'failure-details': [
          {
            'result-type': 'certificate-expired',
            'sending-mta-ip': '192.0.2.1',
            'receiving-mx-hostname': `mx.${domain}`,
            'receiving-ip': '198.51.100.25',
            'failed-session-count': 3,
          },
        ],
      },
    ],
  });
}

/** Who a failure report tells of. */
export const FAILED_PERSON = 'kim.private';

/** A failure report (RFC 6591) as mail, on one message with personal data in it. */
export function failureReport(domain: string, daysAgo = 2): string {
  const arrival = new Date(Date.now() - daysAgo * DAY).toUTCString().replace('GMT', '+0000');
  return [
    'From: reports@receiver.example',
    `To: dmarc@${domain}`,
    `Date: ${arrival}`,
    'Subject: failure report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'One message failed DMARC.',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: auth-failure',
    'User-Agent: Receiver/1.0',
    'Version: 1',
    'Auth-Failure: dmarc',
    `Original-Mail-From: <${FAILED_PERSON}@${domain}>`,
    'Original-Rcpt-To: <alex.private@receiver.example>',
    'Source-IP: 203.0.113.99',
    `Reported-Domain: ${domain}`,
    `Arrival-Date: ${arrival}`,
    'Delivery-Result: reject',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `From: Kim Private <${FAILED_PERSON}@${domain}>`,
    'To: alex.private@receiver.example',
    'Subject: The results of your examination',
    'Message-ID: <1@mail.example>',
    '',
    '--b--',
    '',
  ].join('\r\n');
}
