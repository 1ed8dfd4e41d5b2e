import { translated } from '../../core/words/language.ts';

const count = (n: string, one: string, many: string) => (n === '1' ? `1 ${one}` : `${n} ${many}`);

/** Words of deleting a domain's or a period's data. */
export const deleteDataTexts = translated({
  en: {
    open: 'Delete data …',
    title: 'Delete reports',
    lead: 'Your decisions (domains, Ignored, tags) stay. What is deleted can be brought back until the app is closed.',
    domain: 'Domain',
    allDomains: 'All domains',
    period: 'Period',
    allTime: 'Everything',
    before: 'Before a day',
    between: 'From a day to a day',
    day: 'Before',
    from: 'From',
    to: 'To and including',
    counting: 'Counting …',
    nothing: 'Nothing is stored there.',
    figures: (reports: string, messages: string, begin: string, end: string) =>
      `${count(reports, 'report', 'reports')} on ${count(messages, 'message', 'messages')}, of ${begin} to ${end}, will be deleted.`,
    ofDomains: (n: string) => (n === '1' ? 'They are on 1 domain.' : `They are on ${n} domains.`),
    kept: (n: string) =>
      n === '1'
        ? 'One of them is a failure report you marked to be kept.'
        : `${n} of them are failure reports you marked to be kept.`,
    go: (reports: string) => `Delete ${count(reports, 'report', 'reports')}`,
    going: 'Deleting …',
    deleted: (reports: string) => `${count(reports, 'report', 'reports')} deleted.`,
    deletedOf: (reports: string, domain: string) =>
      `${count(reports, 'report', 'reports')} on ${domain} deleted.`,
    listTitle: 'Deleted since the app was opened',
    bringBack: 'Bring back',
    closed: 'Closing the app deletes them for good.',
    menu: 'Delete these reports …',
    one: {
      delete: 'Delete',
      title: 'Delete this report?',
      hint: 'It can be brought back until the app is closed.',
      deleted: 'The report was deleted.',
    },
  },
  de: {
    open: 'Daten löschen …',
    title: 'Berichte löschen',
    lead: 'Ihre Entscheidungen (Domains, Ignoriert, Schlagworte) bleiben. Gelöschtes lässt sich zurückholen, bis die App geschlossen wird.',
    domain: 'Domain',
    allDomains: 'Alle Domains',
    period: 'Zeitraum',
    allTime: 'Alles',
    before: 'Vor einem Tag',
    between: 'Von Tag bis Tag',
    day: 'Vor dem',
    from: 'Vom',
    to: 'Bis einschließlich',
    counting: 'Wird gezählt …',
    nothing: 'Dort ist nichts gespeichert.',
    figures: (reports: string, messages: string, begin: string, end: string) =>
      `${count(reports, 'Bericht', 'Berichte')} über ${count(messages, 'Nachricht', 'Nachrichten')}, vom ${begin} bis ${end}, ${reports === '1' ? 'wird' : 'werden'} gelöscht.`,
    ofDomains: (n: string) => (n === '1' ? 'Sie betreffen 1 Domain.' : `Sie betreffen ${n} Domains.`),
    kept: (n: string) =>
      n === '1'
        ? 'Einer davon ist ein Fehlerbericht, den Sie behalten wollten.'
        : `${n} davon sind Fehlerberichte, die Sie behalten wollten.`,
    go: (reports: string) => `${count(reports, 'Bericht', 'Berichte')} löschen`,
    going: 'Wird gelöscht …',
    deleted: (reports: string) => `${count(reports, 'Bericht', 'Berichte')} gelöscht.`,
    deletedOf: (reports: string, domain: string) =>
      `${count(reports, 'Bericht', 'Berichte')} zu ${domain} gelöscht.`,
    listTitle: 'Gelöscht, seit die App offen ist',
    bringBack: 'Zurückholen',
    closed: 'Wird die App geschlossen, sind sie endgültig gelöscht.',
    menu: 'Diese Berichte löschen …',
    one: {
      delete: 'Löschen',
      title: 'Diesen Bericht löschen?',
      hint: 'Er lässt sich zurückholen, bis die App geschlossen wird.',
      deleted: 'Der Bericht wurde gelöscht.',
    },
  },
});
