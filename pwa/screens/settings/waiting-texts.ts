import type { DecisionKind } from '../../../core/merge/decision-kinds.ts';
import { translated } from '../../../core/words/language.ts';

type ParkedKind = DecisionKind | 'report';

/** Texts of what lies parked, and of what was cut off. */
export const waitingTexts = translated({
  en: {
    title: 'Waiting to be taken in',
    lead: 'These came from a device whose clock is far ahead of this one, or in a form that this version cannot read. They are kept, and are not in force yet.',
    what: 'What',
    written: 'Written, by that clock',
    source: 'Came',
    due: 'Taken in',
    dueAt: (when: string) => `by itself ${when}`,
    unreadable: 'by a version that can read it',
    from: {
      exchange: (when: string) => `from the other store, ${when}`,
      backup: (when: string) => `from an export, ${when}`,
      unknown: (when: string) => when,
    },
    takeOne: 'Take now',
    takeAll: 'Take all now',
    taken: (n: string) => `Taken in. ${n} of them changed something here.`,
    more: (n: string) => `${n} more are not listed here.`,
    reports: (n: number) =>
      n === 1
        ? 'One report is still to come from the other store: an exchange ended before it was handed over. It comes with the next one.'
        : `${n} reports are still to come from the other store: an exchange ended before they were handed over. They come with the next one.`,
    cutOffTitle: 'Cut off while an export was read in',
    cutOff: (begun: string, done: string, total: string) =>
      `Begun ${begun}; ${done} of ${total} documents were taken. What was taken is whole and stays.`,
    cutOffOf: (made: string) => `Export of ${made}.`,
    resume: 'Choose the same file and go on',
    forget: 'Leave it so',
    kinds: {
      report: 'Report',
      'domain-listing': 'Domain is mine, or not',
      'domain-declared': 'Sending or not',
      'domain-locked': 'Domain locked',
      'domain-tags': 'Tags',
      'domain-sample': 'Sample',
      'domain-chosen-active': 'Active chosen',
      'domain-last-active': 'Last active record',
      'domain-receives': 'Receives mail or not',
      'report-addresses': 'Report addresses',
      'wanted-zone-record': 'Wanted record',
      ignored: 'Ignored address',
      grouping: 'Addresses of a service',
      service: 'Own service',
      'alert-rule': 'Alert rule',
      'alert-rules-seeded': 'Usual alert rules',
      'alert-state': 'Alert read or done',
    } as Record<ParkedKind, string>,
  },
  de: {
    title: 'Wartet auf die Übernahme',
    lead: 'Dies kam von einem Gerät, dessen Uhr weit vorgeht, oder in einer Form, die diese Version nicht lesen kann. Es ist aufbewahrt und noch nicht in Kraft.',
    what: 'Was',
    written: 'Geschrieben, nach jener Uhr',
    source: 'Gekommen',
    due: 'Übernommen',
    dueAt: (when: string) => `von selbst ${when}`,
    unreadable: 'von einer Version, die es lesen kann',
    from: {
      exchange: (when: string) => `vom anderen Speicher, ${when}`,
      backup: (when: string) => `aus einem Export, ${when}`,
      unknown: (when: string) => when,
    },
    takeOne: 'Jetzt übernehmen',
    takeAll: 'Alle jetzt übernehmen',
    taken: (n: string) => `Übernommen. ${n} davon haben hier etwas geändert.`,
    more: (n: string) => `${n} weitere sind hier nicht aufgeführt.`,
    reports: (n: number) =>
      n === 1
        ? 'Ein Bericht fehlt noch vom anderen Speicher: Ein Austausch endete, bevor er übergeben war. Er kommt mit dem nächsten.'
        : `${n} Berichte fehlen noch vom anderen Speicher: Ein Austausch endete, bevor sie übergeben waren. Sie kommen mit dem nächsten.`,
    cutOffTitle: 'Beim Einlesen eines Exports abgebrochen',
    cutOff: (begun: string, done: string, total: string) =>
      `Begonnen ${begun}; ${done} von ${total} Dokumenten wurden übernommen. Was übernommen wurde, ist ganz und bleibt.`,
    cutOffOf: (made: string) => `Export vom ${made}.`,
    resume: 'Dieselbe Datei wählen und fortsetzen',
    forget: 'So lassen',
    kinds: {
      report: 'Bericht',
      'domain-listing': 'Domain ist meine, oder nicht',
      'domain-declared': 'Sendet oder nicht',
      'domain-locked': 'Domain gesperrt',
      'domain-tags': 'Schlagwörter',
      'domain-sample': 'Beispiel',
      'domain-chosen-active': 'Aktiv gewählt',
      'domain-last-active': 'Letzter aktiver Eintrag',
      'domain-receives': 'Empfängt Mail oder nicht',
      'report-addresses': 'Berichtsadressen',
      'wanted-zone-record': 'Gewünschter Eintrag',
      ignored: 'Ignorierte Adresse',
      grouping: 'Adressen eines Dienstes',
      service: 'Eigener Dienst',
      'alert-rule': 'Alarmregel',
      'alert-rules-seeded': 'Übliche Alarmregeln',
      'alert-state': 'Alarm gelesen oder erledigt',
    } as Record<ParkedKind, string>,
  },
});
