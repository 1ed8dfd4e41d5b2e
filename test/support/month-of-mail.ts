import type { SenderStatus } from '../../core/model/sender.ts';
import { aggregateXml, type MadeReport, type MadeRow } from './aggregate-xml.ts';
import { txt, type Zones } from './zones.ts';

/** What the generator knows of a sender: its status once DNS has answered. */
export interface TrueSender {
  domain: string;
  /** `ip:ADDRESS` or `service:ID`. */
  key: string;
  status: SenderStatus;
  /** Messages in the month. */
  messages: number;
}

export const SENDING = 'firm.example';
export const MACROS = 'macro.example';
export const INVALID = 'invalid.example';
/** Not on the user's list. */
export const STRANGER = 'stranger.example';

/** The reporter that reports every day, and the one that stops ten days before the end. */
export const STEADY = 'steady.example';
export const STOPPED = 'stopped.example';

export const SERVER = '192.0.2.5';
export const FORWARDER = '203.0.113.40';
export const SPOOFER = '203.0.113.99';
export const NEWCOMER = '203.0.113.120';
/** Not in the month; its host name leads back to it. */
export const LATECOMER = '192.0.2.200';
export const LATE_NAME = 'mail.partner.example';
const SERVICE_IN = '198.51.100.10';
const SERVICE_OUT = '198.51.100.11';

/** Names of the lab for the month; the service is one of the catalogue, answered on loopback only. */
export const MONTH_ZONES: Zones = {
  [SENDING]: `@ TXT ${txt(`v=spf1 ip4:192.0.2.0/28 ip4:${SERVICE_IN} -all`)}
_dmarc TXT ${txt(`v=DMARC1; p=none; rua=mailto:dmarc@${SENDING}`)}
shop TXT ${txt('v=spf1 ip4:192.0.2.0/28 -all')}`,
  [MACROS]: `@ TXT ${txt(`v=spf1 exists:%{l}.allowed.${MACROS} -all`)}
_dmarc TXT ${txt('v=DMARC1; p=none')}`,
  [INVALID]: `@ TXT ${txt('v=spf1 ip4:192.0.2.0/33 -all')}
_dmarc TXT ${txt('v=DMARC1; p=none')}`,
  [STRANGER]: `@ TXT ${txt('v=spf1 -all')}`,
  '100.51.198.in-addr.arpa': '10 PTR o1.sendgrid.net.\n11 PTR o2.sendgrid.net.',
  '2.0.192.in-addr.arpa': `200 PTR ${LATE_NAME}.`,
  'partner.example': `mail A ${LATECOMER}`,
  'sendgrid.net': `o1 A ${SERVICE_IN}\no2 A ${SERVICE_OUT}`,
};

interface MonthlySender {
  domain: string;
  row: MadeRow;
  key: string;
  status: SenderStatus;
  /** Days ago of the first and the last day with mail. */
  from: number;
  to: number;
}

const SENDERS: MonthlySender[] = [
  {
    domain: SENDING,
    row: { ip: SERVER, count: 40, dkim: 'pass', spf: 'pass' },
    key: `ip:${SERVER}`,
    status: 'in',
    from: 30,
    to: 1,
  },
  {
    domain: SENDING,
    row: { ip: SERVICE_IN, count: 12, dkim: 'pass', spf: 'pass' },
    key: 'service:sendgrid',
    status: 'partially',
    from: 30,
    to: 1,
  },
  {
    domain: SENDING,
    row: { ip: SERVICE_OUT, count: 5, dkim: 'pass' },
    key: 'service:sendgrid',
    status: 'partially',
    from: 30,
    to: 1,
  },
  {
    domain: SENDING,
    row: { ip: FORWARDER, count: 3, dkim: 'pass', envelopeFrom: 'forwarder.test' },
    key: `ip:${FORWARDER}`,
    status: 'not',
    from: 30,
    to: 1,
  },
  {
    domain: SENDING,
    row: { ip: SPOOFER, count: 2, headerFrom: `shop.${SENDING}`, disposition: 'quarantine' },
    key: `ip:${SPOOFER}`,
    status: 'not',
    from: 30,
    to: 1,
  },
  { domain: SENDING, row: { ip: NEWCOMER, count: 1 }, key: `ip:${NEWCOMER}`, status: 'not', from: 3, to: 1 },
  {
    domain: MACROS,
    row: { ip: SERVER, count: 4, spf: 'pass' },
    key: `ip:${SERVER}`,
    status: 'undecided',
    from: 30,
    to: 1,
  },
  { domain: INVALID, row: { ip: SERVER, count: 4 }, key: `ip:${SERVER}`, status: 'not', from: 30, to: 1 },
  {
    domain: STRANGER,
    row: { ip: SERVER, count: 4 },
    key: `ip:${SERVER}`,
    status: 'unchecked',
    from: 30,
    to: 1,
  },
];

/** Days ago on which the steady reporter is silent: its gap. */
export const GAP_DAY = 12;
const STOPS = 11;

/** A month of mail for four domains, by two reporters, one of which stops and the other of which misses a day. */
export function monthOfMail(): { name: string; xml: string }[] {
  const files: { name: string; xml: string }[] = [];
  for (let daysAgo = 30; daysAgo >= 1; daysAgo--) {
    for (const domain of [SENDING, MACROS, INVALID, STRANGER]) {
      const rows = SENDERS.filter((it) => it.domain === domain && daysAgo <= it.from && daysAgo >= it.to).map(
        (it) => it.row,
      );
      for (const reporter of reportersOn(daysAgo)) {
        const report: MadeReport = {
          reporter,
          id: `${domain}-${daysAgo}-${reporter}`,
          domain,
          daysAgo,
          rows,
        };
        files.push({ name: `${reporter}!${domain}!${daysAgo}.xml`, xml: aggregateXml(report) });
      }
    }
  }
  return files;
}

function reportersOn(daysAgo: number): string[] {
  return [...(daysAgo === GAP_DAY ? [] : [STEADY]), ...(daysAgo >= STOPS ? [STOPPED] : [])];
}

/** The right status and messages of every sender in the last 30 days, yesterday the last. */
export function trueSenders(): TrueSender[] {
  const found = new Map<string, TrueSender>();
  for (const { domain, key, status, row, from, to } of SENDERS) {
    let messages = 0;
    for (let daysAgo = Math.min(from, 29); daysAgo >= to; daysAgo--) {
      messages += row.count * reportersOn(daysAgo).length;
    }
    const known = found.get(`${domain} ${key}`);
    if (known) known.messages += messages;
    else found.set(`${domain} ${key}`, { domain, key, status, messages });
  }
  return [...found.values()];
}
