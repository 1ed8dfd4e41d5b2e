import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';

/** Texts of the list of what needs the user. */
export const needsTexts = translated({
  en: {
    title: 'Needs you',
    working: 'Looking through your domains …',
    since: (day: string) => `since ${day}`,
    messages: (n: string) => counted(n, 'message', 'messages'),
    inDays: 'in 30 days',
    all: (n: string) => `Show all ${n}`,
    fewer: 'Show fewer',
    more: (n: string) => `${n} more stand in the table below, sorted by need.`,
    nothing: 'Nothing needs you.',
    nothingKnown: 'Nothing is known to need you.',
    importing: 'Reports are being read. What they show stands here once all of them are.',
    next: (when: string) => `DNS is asked again from ${when} on, while Rualens runs.`,
    nextReports: 'It is looked at again with each new report.',
    unknown: (n: string) =>
      n === '1'
        ? 'DNS has told nothing of 1 domain yet: what it needs is not known.'
        : `DNS has told nothing of ${n} domains yet: what they need is not known.`,
    urgency: { now: 'Matters now', open: 'Lies open', later: 'Can wait' },
    column: 'Needs',
  },
  de: {
    title: 'Braucht Sie',
    working: 'Ihre Domains werden durchgesehen …',
    since: (day: string) => `seit ${day}`,
    messages: (n: string) => counted(n, 'Nachricht', 'Nachrichten'),
    inDays: 'in 30 Tagen',
    all: (n: string) => `Alle ${n} zeigen`,
    fewer: 'Weniger zeigen',
    more: (n: string) => `${n} weitere stehen unten in der Tabelle, nach Dringlichkeit sortiert.`,
    nothing: 'Nichts braucht Sie.',
    nothingKnown: 'Es ist nichts bekannt, was Sie braucht.',
    importing: 'Berichte werden gelesen. Was sie zeigen, steht hier, sobald alle gelesen sind.',
    next: (when: string) => `DNS wird ab ${when} wieder gefragt, solange Rualens läuft.`,
    nextReports: 'Mit jedem neuen Bericht wird wieder nachgesehen.',
    unknown: (n: string) =>
      n === '1'
        ? 'Über 1 Domain hat DNS noch nichts gesagt: Was sie braucht, ist nicht bekannt.'
        : `Über ${n} Domains hat DNS noch nichts gesagt: Was sie brauchen, ist nicht bekannt.`,
    urgency: { now: 'Wirkt jetzt', open: 'Steht offen', later: 'Kann warten' },
    column: 'Braucht',
  },
});
