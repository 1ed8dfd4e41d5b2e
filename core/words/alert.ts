import { counted } from '../lib/counted.ts';
import { dayText } from '../lib/days.ts';
import type { AlertKind, DnsChange, DnsChangeKind, NamedSender } from '../model/alert.ts';
import { type Language, translated } from './language.ts';

interface Figures {
  n: (value: unknown) => string;
  day: (day: unknown) => string;
}

const TEXTS = translated({
  en: {
    kinds: {
      'non-compliant-mail': 'Non-compliant mail',
      'compliant-with-issues': 'Compliant mail with issues',
      'reports-stopped': 'Reports stopped coming',
      'dns-changed': 'DNS changed',
      'mail-from-blocked': 'Mail from a Blocked domain',
    } as Record<AlertKind, string>,
    records: { spf: 'SPF', dmarc: 'DMARC', dkim: 'DKIM key', pointing: 'DMARC pointing' } as Record<
      DnsChangeKind,
      string
    >,
    'non-compliant-mail': (domain: string, d: Record<string, unknown>, { n }: Figures) =>
      `${n(d.messages)} of ${n(d.of)} messages of ${domain} failed DMARC.`,
    'compliant-with-issues': (domain: string, d: Record<string, unknown>, { n }: Figures) =>
      `${n(d.messages)} of ${n(d.of)} messages of ${domain} pass DMARC although SPF or DKIM failed.`,
    'mail-from-blocked': (domain: string, d: Record<string, unknown>, { n }: Figures) =>
      `${counted(n(d.messages), 'message', 'messages')} of the Blocked domain ${domain} got through: ${n(d.passed)} passed DMARC, and receivers let ${n(d.failedDelivered)} through that failed. They held ${n(d.held)} back.`,
    silentDomain: (domain: string, day: string) => `No reports on ${domain} have come since ${day}.`,
    silentReporters: (domain: string, names: string, day: string, _several: boolean) =>
      `${names} stopped reporting on ${domain}: the last report is of ${day}.`,
    change: (what: string, name: string) => `${what} of ${name} changed.`,
    left: (n: string) => `${counted(n, 'more is', 'more are')} of senders that the rule leaves out.`,
    most: (names: string, more: number) => `Most: ${names}${more > 0 ? `, and ${more} more` : ''}.`,
  },
  de: {
    kinds: {
      'non-compliant-mail': 'Nicht konforme Mail',
      'compliant-with-issues': 'Konforme Mail mit Mängeln',
      'reports-stopped': 'Berichte bleiben aus',
      'dns-changed': 'DNS geändert',
      'mail-from-blocked': 'Mail von einer gesperrten Domain',
    } as Record<AlertKind, string>,
    records: { spf: 'SPF', dmarc: 'DMARC', dkim: 'DKIM-Schlüssel', pointing: 'DMARC-Verweis' } as Record<
      DnsChangeKind,
      string
    >,
    'non-compliant-mail': (domain: string, d: Record<string, unknown>, { n }: Figures) =>
      `${n(d.messages)} von ${n(d.of)} Nachrichten von ${domain} scheiterten an DMARC.`,
    'compliant-with-issues': (domain: string, d: Record<string, unknown>, { n }: Figures) =>
      `${n(d.messages)} von ${n(d.of)} Nachrichten von ${domain} bestehen DMARC, obwohl SPF oder DKIM scheiterte.`,
    'mail-from-blocked': (domain: string, d: Record<string, unknown>, { n }: Figures) =>
      `${counted(n(d.messages), 'Nachricht', 'Nachrichten')} der gesperrten Domain ${domain} ${d.messages === 1 ? 'kam' : 'kamen'} durch: DMARC bestanden ${n(d.passed)}, und gescheiterte ließen Empfänger ${n(d.failedDelivered)} durch. ${n(d.held)} hielten sie auf.`,
    silentDomain: (domain: string, day: string) => `Seit ${day} kamen keine Berichte über ${domain}.`,
    silentReporters: (domain: string, names: string, day: string, several: boolean) =>
      `${names} ${several ? 'berichten' : 'berichtet'} nicht mehr über ${domain}: Der letzte Bericht ist vom ${day}.`,
    change: (what: string, name: string) => `${what} von ${name} wurde geändert.`,
    left: (n: string) =>
      `${counted(n, 'weitere ist', 'weitere sind')} von Absendern, die die Regel auslässt.`,
    most: (names: string, more: number) => `Am meisten: ${names}${more > 0 ? ` und ${more} weitere` : ''}.`,
  },
});

/** The name of a kind of alert. */
export function alertKindWord(kind: string, language: Language): string {
  const kinds: Partial<Record<string, string>> = TEXTS[language].kinds;
  return kinds[kind] ?? kind;
}

/** Which record an alert about DNS watches. */
export function dnsChangeWord(what: DnsChangeKind, language: Language): string {
  return TEXTS[language].records[what];
}

/** What an alert says, with its figures; the day itself stands beside it. */
export function alertSentence(
  alert: { kind: string; domain: string; data: Record<string, unknown> },
  language: Language,
): string {
  const t = TEXTS[language];
  const { domain, data } = alert;
  const format = new Intl.NumberFormat(language);
  const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  const figures: Figures = {
    n: (value) => format.format(typeof value === 'number' ? value : 0),
    day: (day) => (typeof day === 'number' ? dates.format(new Date(`${dayText(day)}T00:00:00Z`)) : '?'),
  };
  switch (alert.kind) {
    case 'non-compliant-mail':
    case 'compliant-with-issues':
    case 'mail-from-blocked':
      return [
        t[alert.kind](domain, data, figures),
        typeof data.left === 'number' && data.left > 0 ? t.left(figures.n(data.left)) : '',
        worstSenders(data, t.most, figures),
      ]
        .filter((each) => each !== '')
        .join(' ');
    case 'reports-stopped': {
      const names = Array.isArray(data.reporters) ? data.reporters.map(String) : [];
      const day = figures.day(data.lastDay);
      const lines = data.domain === true ? [t.silentDomain(domain, day)] : [];
      if (names.length > 0 && lines.length === 0)
        lines.push(t.silentReporters(domain, names.join(', '), day, names.length > 1));
      return lines.join(' ');
    }
    case 'dns-changed':
      return changesOf(data)
        .map((change) => t.change(t.records[change.what], change.name))
        .join(' ');
    default:
      return `${alertKindWord(alert.kind, language)}: ${domain}`;
  }
}

/** The senders of an alert, the one with most messages first; empty where it names none. */
function worstSenders(
  data: Record<string, unknown>,
  most: (names: string, more: number) => string,
  { n }: Figures,
): string {
  const senders = Array.isArray(data.senders) ? (data.senders as NamedSender[]) : [];
  if (senders.length === 0) return '';
  const count = typeof data.senderCount === 'number' ? data.senderCount : senders.length;
  const names = senders.map(({ name, messages }) => `${name} (${n(messages)})`).join(', ');
  return most(names, Math.max(0, count - senders.length));
}

/** The changes of an alert about DNS. */
export function changesOf(data: Record<string, unknown>): DnsChange[] {
  return Array.isArray(data.changes) ? (data.changes as DnsChange[]) : [];
}
