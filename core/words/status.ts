import { isNotAsked } from '../lib/answer.ts';
import type { DomainStatus, Pointing, PointingKind, SendingState, StatusReason } from '../model/dmarc.ts';
import type { SenderRemark, SenderStatus, ServiceKind } from '../model/sender.ts';
import { type Language, translated } from './language.ts';

/** The words for statuses, the same in app, popup and webmail. */

const SENDER = translated({
  en: {
    in: 'In SPF record',
    partially: 'Partially in SPF record',
    not: 'Not in SPF record',
    ignored: 'Ignored',
    undecided: 'Cannot be decided',
    unchecked: 'Not checked yet',
  } satisfies Record<SenderStatus, string> as Record<SenderStatus, string>,
  de: {
    in: 'Im SPF-Eintrag',
    partially: 'Teilweise im SPF-Eintrag',
    not: 'Nicht im SPF-Eintrag',
    ignored: 'Ignoriert',
    undecided: 'Nicht entscheidbar',
    unchecked: 'Noch nicht geprüft',
  },
});

const SENDER_SHORT = translated({
  en: {
    in: 'In',
    partially: 'Partially',
    not: 'Not in SPF',
    ignored: 'Ignored',
    undecided: 'Undecided',
    unchecked: 'Not checked',
  } as Record<SenderStatus, string>,
  de: {
    in: 'Enthalten',
    partially: 'Teilweise',
    not: 'Nicht im SPF',
    ignored: 'Ignoriert',
    undecided: 'Offen',
    unchecked: 'Ungeprüft',
  },
});

/** A sender status in words; `short` for filters and narrow columns. */
export function senderStatusWord(
  status: SenderStatus,
  language: Language,
  length: 'long' | 'short' = 'long',
) {
  return (length === 'long' ? SENDER : SENDER_SHORT)[language][status];
}

const REMARKS = translated({
  en: {
    'passes-by-dkim': 'passes by DKIM',
    'over-broad': 'record is too broad',
    'domain-permerror': 'SPF record is invalid',
    'some-ignored': 'some addresses ignored',
  } as Record<SenderRemark, string>,
  de: {
    'passes-by-dkim': 'besteht durch DKIM',
    'over-broad': 'Eintrag zu weit',
    'domain-permerror': 'SPF-Eintrag ungültig',
    'some-ignored': 'einige Adressen ignoriert',
  },
});

/** A remark beside a sender's status. */
export function senderRemarkWord(remark: SenderRemark, language: Language): string {
  return REMARKS[language][remark];
}

const DOMAIN = translated({
  en: {
    active: 'Active',
    'reporting-only': 'Reporting Only',
    blocked: 'Blocked',
    'blocked-not-in-force': 'Blocked, not in force',
    none: 'Not configured',
  } as Record<DomainStatus, string>,
  de: {
    active: 'Aktiv',
    'reporting-only': 'Nur Berichte',
    blocked: 'Gesperrt',
    'blocked-not-in-force': 'Gesperrt, nicht wirksam',
    none: 'Nicht eingerichtet',
  },
});

const NOT_ASKED = translated({ en: 'Not looked up yet', de: 'Noch nicht nachgesehen' });
const NOT_KNOWN = translated({ en: 'Not known', de: 'Nicht bekannt' });

/** Whether DNS told nothing, so that nothing can be said of how a domain is configured. */
export function isStatusUnknown(reason: StatusReason): boolean {
  return reason === 'not-looked-up' || reason === 'no-answer';
}

/** A domain status in words; what DNS was not asked, and what it did not answer, are no status. */
export function domainStatusWord(status: DomainStatus, reason: StatusReason, language: Language): string {
  if (!isStatusUnknown(reason)) return DOMAIN[language][status];
  return (reason === 'no-answer' ? NOT_KNOWN : NOT_ASKED)[language];
}

const SENDING = translated({
  en: { sends: 'Sends', 'no-passing-mail': 'No passing mail seen', unknown: 'Unknown' } as Record<
    SendingState,
    string
  >,
  de: { sends: 'Sendet', 'no-passing-mail': 'Keine bestandene Mail gesehen', unknown: 'Unbekannt' },
});

/** A domain's sending state in words. */
export function sendingWord(state: SendingState, language: Language): string {
  return SENDING[language][state];
}

const POINTING = translated({
  en: {
    ns: 'Delegated (NS)',
    cname: 'Alias (CNAME)',
    txt: 'TXT',
    empty: 'Delegated, empty',
    none: 'No record',
    several: 'Several records',
    broken: 'Broken',
    unknown: 'Not looked up',
  } as Record<PointingKind, string>,
  de: {
    ns: 'Delegiert (NS)',
    cname: 'Alias (CNAME)',
    txt: 'TXT',
    empty: 'Delegiert, leer',
    none: 'Kein Eintrag',
    several: 'Mehrere Einträge',
    broken: 'Gestört',
    unknown: 'Nicht nachgesehen',
  },
});

const NO_ANSWER = translated({ en: 'Not known: no answer', de: 'Nicht bekannt: keine Antwort' });

/** How `_dmarc` is pointed, in a word or two. */
export function pointingWord(
  { kind, noAnswer }: Pick<Pointing, 'kind' | 'noAnswer'>,
  language: Language,
): string {
  const isSilent = kind === 'unknown' && noAnswer !== undefined && !isNotAsked(noAnswer);
  return isSilent ? NO_ANSWER[language] : POINTING[language][kind];
}

const KINDS = translated({
  en: {
    mailbox: 'mailbox provider',
    marketing: 'marketing',
    transactional: 'transactional mail',
    notification: 'notifications',
    support: 'support desk',
    ticket: 'tickets',
    crm: 'CRM',
    survey: 'surveys',
    hr: 'HR',
    finance: 'finance',
    ecommerce: 'shop',
    monitoring: 'monitoring',
    'security-gateway': 'mail security',
    forwarder: 'forwarder',
    'mailing-list': 'mailing list',
    hosting: 'hosting',
  } as Record<ServiceKind, string>,
  de: {
    mailbox: 'Postfachanbieter',
    marketing: 'Marketing',
    transactional: 'Transaktionsmail',
    notification: 'Benachrichtigungen',
    support: 'Support',
    ticket: 'Tickets',
    crm: 'CRM',
    survey: 'Umfragen',
    hr: 'Personal',
    finance: 'Finanzen',
    ecommerce: 'Shop',
    monitoring: 'Überwachung',
    'security-gateway': 'Mailsicherheit',
    forwarder: 'Weiterleitung',
    'mailing-list': 'Mailingliste',
    hosting: 'Hosting',
  },
});

/** What kind of service a sender is. */
export function serviceKindWord(kind: ServiceKind, language: Language): string {
  return KINDS[language][kind];
}
