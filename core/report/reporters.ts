import { strippedEnd } from '../lib/scan-text.ts';

/**
 * One name for one reporter: org_name is free text, and the same organisation writes it in several ways. Keys are lower case
 * without legal forms; found first by the whole name, then by the domain of the contact address.
 */
const BY_NAME: Record<string, string> = {
  google: 'google.com',
  'google.com': 'google.com',
  'outlook.com': 'microsoft.com',
  'enterprise outlook': 'microsoft.com',
  microsoft: 'microsoft.com',
  'microsoft corp': 'microsoft.com',
  hotmail: 'microsoft.com',
  'hotmail.com': 'microsoft.com',
  yahoo: 'yahoo.com',
  'yahoo!': 'yahoo.com',
  'yahoo.com': 'yahoo.com',
  aol: 'yahoo.com',
  'aol.com': 'yahoo.com',
  'amazon-ses': 'amazonses.com',
  'amazon ses': 'amazonses.com',
  'amazonses.com': 'amazonses.com',
  'mail.ru': 'mail.ru',
  mimecast: 'mimecast.com',
  'mimecast.org': 'mimecast.com',
  fastmail: 'fastmail.com',
  'fastmail.com': 'fastmail.com',
  'comcast.net': 'comcast.net',
  comcast: 'comcast.net',
  gmx: 'gmx.net',
  'gmx.net': 'gmx.net',
  'web.de': 'web.de',
  '1und1.de': 'ionos.com',
  '1&1 mail & media': 'gmx.net',
  'mail.com': 'mail.com',
  linkedin: 'linkedin.com',
  'linkedin.com': 'linkedin.com',
  facebook: 'facebook.com',
  'facebook.com': 'facebook.com',
  apple: 'apple.com',
  'apple.com': 'apple.com',
  zoho: 'zoho.com',
  'zoho.com': 'zoho.com',
  yandex: 'yandex.ru',
  'yandex.ru': 'yandex.ru',
  netease: '163.com',
  '163.com': '163.com',
  '126.com': '163.com',
  'seznam.cz': 'seznam.cz',
  'seznam.cz, a.s': 'seznam.cz',
  'docomo.ne.jp': 'docomo.ne.jp',
  'xs4all.nl': 'xs4all.nl',
  proton: 'proton.me',
  'proton.me': 'proton.me',
  'protonmail.com': 'proton.me',
};

/** Contact domains whose reports come under many names, one a customer or a machine. */
const BY_MAIL_DOMAIN: [suffix: string, reporter: string][] = [
  ['google.com', 'google.com'],
  ['microsoft.com', 'microsoft.com'],
  ['yahoo.com', 'yahoo.com'],
  ['yahooinc.com', 'yahoo.com'],
  ['yahoo-inc.com', 'yahoo.com'],
  ['amazonses.com', 'amazonses.com'],
  ['iphmx.com', 'iphmx.com'],
  ['mimecastreport.com', 'mimecast.com'],
  ['corp.mail.ru', 'mail.ru'],
];

const LEGAL_FORMS = new Set(
  'inc incorporated llc l.l.c ltd limited corp corporation co gmbh ag se s.a sa b.v bv pty plc kg oy ab srl s.r.l a.s ou as'.split(
    ' ',
  ),
);

/** Characters of a name that count. */
const MAX_NAME = 500;

/** The name without one legal form at its end, with or without a dot; the same name where it has none. */
function withoutLegalForm(name: string): string {
  const text = name.endsWith('.') ? name.slice(0, -1) : name;
  const from = Math.max(text.lastIndexOf(' '), text.lastIndexOf(','));
  const isForm = from >= 0 && LEGAL_FORMS.has(text.slice(from + 1));
  return isForm ? strippedEnd(text.slice(0, from), ' ,') : name;
}

/** The reporter's one name. Where it is not in the tables: its own name without a legal form, or the contact's domain. */
export function reporterName(orgName: string, email: string): string {
  let name = orgName.trim().slice(0, MAX_NAME).toLowerCase().replace(/\s+/g, ' ');
  for (let before = ''; before !== name; ) {
    before = name;
    if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name]!;
    name = withoutLegalForm(name).replace(/[.,]$/, '');
  }
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name]!;
  const domain = mailDomain(email);
  for (const [suffix, reporter] of BY_MAIL_DOMAIN) {
    if (domain === suffix || domain.endsWith(`.${suffix}`)) return reporter;
  }
  return name || domain;
}

/** The domain of an address as found in a report, lower case; '' where there is none. */
export function mailDomain(email: string): string {
  const at = email.lastIndexOf('@');
  const found = at < 0 ? null : /^[a-z0-9.-]+/i.exec(email.slice(at + 1));
  return found ? found[0].toLowerCase().replace(/\.$/, '') : '';
}
