import { counted } from '../../../core/lib/counted.ts';

/** Texts of reading in an export. */
export const restoreTexts = {
  en: {
    changes: (reports: string, decisions: string) =>
      `This export would add ${counted(reports, 'report', 'reports')} and ${counted(decisions, 'decision', 'decisions')}. Newer decisions here are kept.`,
    services: (names: string) => `Services of your own that would come or change: ${names}.`,
    damage: (parts: string) => `Parts of this export are damaged and cannot be read: ${parts}.`,
    lost: (count: string, parts: string) =>
      `Damaged in this export, ${count} in all, and so not read in: ${parts}. What was read in is whole.`,
    more: (count: string) => ` and ${count} more`,
    refused: (rows: string) => `Rows that this version cannot read, and that did not come in: ${rows}.`,
    confirms: (names: string) => `Confirm these domains, and ask DNS for them: ${names}`,
    settings: 'Take over the DNS resolver, whether senders are named, and whether the app is offline',
    hosts: (names: string) => `Add these policy hosts, without their keys: ${names}`,
    deleted: (reports: string) =>
      `Bring back ${counted(reports, 'report that was', 'reports that were')} deleted here`,
    restore: 'Read it in',
    cancel: 'Cancel',
  },
  de: {
    changes: (reports: string, decisions: string) =>
      `Dieser Export würde ${counted(reports, 'Bericht', 'Berichte')} und ${counted(decisions, 'Entscheidung', 'Entscheidungen')} hinzufügen. Neuere Entscheidungen hier bleiben.`,
    services: (names: string) => `Eigene Dienste, die dazukommen oder sich ändern: ${names}.`,
    damage: (parts: string) => `Teile dieses Exports sind beschädigt und nicht lesbar: ${parts}.`,
    lost: (count: string, parts: string) =>
      `In diesem Export beschädigt, insgesamt ${count}, und deshalb nicht eingelesen: ${parts}. Was eingelesen wurde, ist ganz.`,
    more: (count: string) => ` und ${count} weitere`,
    refused: (rows: string) => `Zeilen, die diese Version nicht lesen kann und die nicht ankamen: ${rows}.`,
    confirms: (names: string) => `Diese Domains bestätigen und im DNS nach ihnen fragen: ${names}`,
    settings: 'DNS-Resolver, Benennen der Absender und Offline-Schalter übernehmen',
    hosts: (names: string) => `Diese Policy-Hosts hinzufügen, ohne ihre Schlüssel: ${names}`,
    deleted: (reports: string) =>
      `${counted(reports, 'Bericht zurückholen, der hier gelöscht wurde', 'Berichte zurückholen, die hier gelöscht wurden')}`,
    restore: 'Einlesen',
    cancel: 'Abbrechen',
  },
};
