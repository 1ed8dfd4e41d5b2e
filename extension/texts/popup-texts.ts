/** Sentences of the popup, the options page and the toolbar, English and German. */
export interface PopupTexts {
  language: string;
  badge(count: number): string;
  onThisPage: string;
  noneOnPage: string;
  noPage: string;
  enable(site: string): string;
  enableWhy: string;
  notGranted: string;
  lookOnce: string;
  importAll(count: number): string;
  importing: string;
  imported(count: number): string;
  recent: string;
  noReports: string;
  needs: string;
  allNeeds(count: string): string;
  since(day: string): string;
  newDomains: string;
  alerts(count: number): string;
  newDomain(reports: number): string;
  search: string;
  searchHint: string;
  found(count: number): string;
  /** Not everything could be looked through. */
  foundAtLeast(count: number): string;
  namedOnly: string;
  /** A file that is read when the user says so. */
  offered: string;
  readAll(count: number): string;
  isApp: string;
  localFile: string;
  openFile: string;
  notices: string;
  openFiles: string;
  openApp: string;
  options: string;
  working: string;
  stored: string;
  fresh: string;
  messages(count: string, one: boolean): string;
  pass(percent: string): string;
  storeUnavailable: string;
  openLink: string;
  importFolder(name: string): string;
  importFolderWhy: string;
  /** A large attachment that the app page could not fetch. */
  largeFailed(name: string): string;
  /* options */
  optionsTitle: string;
  sitesTitle: string;
  sitesWhy: string;
  noSites: string;
  remove: string;
  removed(site: string): string;
  cannotRemove: string;
  addTitle: string;
  addHint: string;
  add: string;
  badAddress: string;
  permissionsTitle: string;
  permissions: Record<string, string>;
  /** Why access to a site is there. */
  why: { webmail: string; other: string; app: string; gone: string };
  noticesTitle: string;
  noticesWhy: string;
  noticesOn: string;
  allowNotices: string;
  networkTitle: string;
  networkText: string;
  networkRecord: string;
}

const en: PopupTexts = {
  language: 'en',
  badge: (count) =>
    count === 1 ? 'Rualens: one new report on this page' : `Rualens: ${count} new reports on this page`,
  onThisPage: 'On this page',
  noneOnPage: 'No report on this page.',
  noPage: 'Rualens cannot look at this page.',
  enable: (site) => `Enable on ${site}`,
  enableWhy:
    'Rualens then reads report attachments on this site, and shows what they say beside them. Nothing leaves your computer.',
  notGranted: 'The browser did not grant access.',
  lookOnce: 'Look once',
  importAll: (count) => (count === 1 ? 'Import' : `Import all ${count}`),
  importing: 'Importing…',
  imported: (count) => (count === 1 ? 'One report is stored.' : `${count} reports are stored.`),
  recent: 'Recent reports',
  noReports: 'No reports yet. Import one from your webmail, or open files.',
  needs: 'Needs you',
  allNeeds: (count) => `Show all ${count}`,
  since: (day) => `since ${day}`,
  newDomains: 'New domains in your reports',
  alerts: (count) => (count === 1 ? 'One new alert' : `${count} new alerts`),
  newDomain: (reports) => (reports === 1 ? 'Yours? One report' : `Yours? ${reports} reports`),
  search: 'Search',
  searchHint: 'Domain, address, service, report …',
  foundAtLeast: (count) => `At least ${count} found; not everything could be looked through.`,
  found: (count) =>
    count === 0 ? 'Nothing found in your reports.' : count === 1 ? 'One found' : `${count} found`,
  namedOnly: 'Known by its name only; see its mark in the page.',
  offered: 'Not read yet.',
  readAll: (count) => (count === 1 ? 'Read this file' : `Read these ${count} files`),
  isApp: 'This is the Rualens app. It needs no marks.',
  localFile: 'A browser keeps files on your computer from extensions. Choose the file once more to read it.',
  openFile: 'Read this file',
  notices: 'Tell me of new alerts',
  openFiles: 'Open files…',
  openApp: 'Open Rualens',
  options: 'Sites and permissions',
  working: 'One moment…',
  stored: 'Stored',
  fresh: 'New',
  messages: (count, one) => (one ? `${count} message` : `${count} messages`),
  pass: (percent) => `${percent} pass`,
  storeUnavailable: 'The store of reports could not be opened.',
  openLink: 'Open with Rualens',
  importFolder: (name) => `Import all reports in “${name}”`,
  importFolderWhy:
    'Goes through the whole folder in a page of its own. Next time only new messages are read.',
  largeFailed: (name) =>
    `“${name}” could not be read from the webmail. Open the message again, or download the file and open it here.`,
  optionsTitle: 'Sites and permissions',
  sitesTitle: 'Sites',
  sitesWhy:
    'On these sites Rualens looks for report attachments in messages that you open, reads them with your own session and marks them. It reads nothing else.',
  noSites: 'No site yet. Open your webmail and press “Enable” in the popup, or give its address here.',
  remove: 'Take back',
  removed: (site) => `Rualens has no access to ${site} any more.`,
  cannotRemove: 'Switched off. The access itself is part of this installation.',
  addTitle: 'Add your webmail',
  addHint: 'https://webmail.example',
  add: 'Allow',
  badAddress: 'Give the address as in the address bar, beginning with https://',
  why: {
    webmail: 'webmail: reports are read here',
    other: 'a DNS resolver or policy host that you use in the settings',
    app: 'the Rualens app: to keep both stores equal, once you connected them',
    gone: 'enabled here, but the browser took the access back',
  },
  noticesTitle: 'Notices',
  noticesWhy:
    'Rualens looks at your domains about once an hour while the browser runs, and counts new alerts on its button. With your permission it also tells you of them with a notice of the system.',
  noticesOn: 'Notices are allowed.',
  allowNotices: 'Allow notices',
  permissionsTitle: 'Granted at installation',
  permissions: {
    activeTab: 'Look at the page in front, only when you click on Rualens. Its shortcut counts as a click.',
    alarms: 'Look at DNS and alerts about once an hour, while the app is closed.',
    contextMenus: 'The entry “Open with Rualens” on links.',
    offscreen: 'Read files apart from everything else, so that a file that hangs can be ended.',
    scripting: 'Put the marks into the sites that you enabled.',
    storage: 'Remember which sites you enabled.',
    unlimitedStorage: 'Keep your reports even when they become many.',
  },
  networkTitle: 'What leaves this computer',
  networkText:
    'DNS questions about domains that you confirmed as yours, to the resolver that you chose. Nothing else. No report, no address and no mail is sent anywhere.',
  networkRecord: 'Show the record of questions',
};

const de: PopupTexts = {
  language: 'de',
  badge: (count) =>
    count === 1
      ? 'Rualens: ein neuer Bericht auf dieser Seite'
      : `Rualens: ${count} neue Berichte auf dieser Seite`,
  onThisPage: 'Auf dieser Seite',
  noneOnPage: 'Kein Bericht auf dieser Seite.',
  noPage: 'Rualens kann diese Seite nicht ansehen.',
  enable: (site) => `Auf ${site} einschalten`,
  enableWhy:
    'Rualens liest dann Berichte in den Anhängen dieser Seite und zeigt daneben, was sie sagen. Nichts verlässt Ihren Rechner.',
  notGranted: 'Der Browser hat den Zugriff nicht erlaubt.',
  lookOnce: 'Einmal nachsehen',
  importAll: (count) => (count === 1 ? 'Importieren' : `Alle ${count} importieren`),
  importing: 'Wird importiert …',
  imported: (count) => (count === 1 ? 'Ein Bericht ist gespeichert.' : `${count} Berichte sind gespeichert.`),
  recent: 'Neueste Berichte',
  noReports: 'Noch keine Berichte. Importieren Sie einen aus dem Webmail oder öffnen Sie Dateien.',
  needs: 'Braucht Sie',
  allNeeds: (count) => `Alle ${count} zeigen`,
  since: (day) => `seit ${day}`,
  newDomains: 'Neue Domains in Ihren Berichten',
  alerts: (count) => (count === 1 ? 'Eine neue Warnung' : `${count} neue Warnungen`),
  newDomain: (reports) => (reports === 1 ? 'Ihre? Ein Bericht' : `Ihre? ${reports} Berichte`),
  search: 'Suchen',
  searchHint: 'Domain, Adresse, Dienst, Bericht …',
  foundAtLeast: (count) => `Mindestens ${count} gefunden; nicht alles ließ sich durchsehen.`,
  found: (count) =>
    count === 0 ? 'Nichts gefunden in Ihren Berichten.' : count === 1 ? 'Ein Treffer' : `${count} Treffer`,
  namedOnly: 'Nur dem Namen nach bekannt; siehe das Kennzeichen auf der Seite.',
  offered: 'Noch nicht gelesen.',
  readAll: (count) => (count === 1 ? 'Diese Datei lesen' : `Diese ${count} Dateien lesen`),
  isApp: 'Das ist die App Rualens. Sie braucht keine Kennzeichen.',
  localFile:
    'Der Browser gibt Dateien auf Ihrem Rechner nicht an Erweiterungen heraus. Wählen Sie die Datei noch einmal, um sie zu lesen.',
  openFile: 'Diese Datei lesen',
  notices: 'Neue Warnungen melden',
  openFiles: 'Dateien öffnen …',
  openApp: 'Rualens öffnen',
  options: 'Seiten und Berechtigungen',
  working: 'Einen Moment …',
  stored: 'Gespeichert',
  fresh: 'Neu',
  messages: (count, one) => (one ? `${count} Nachricht` : `${count} Nachrichten`),
  pass: (percent) => `${percent} bestanden`,
  storeUnavailable: 'Der Speicher der Berichte konnte nicht geöffnet werden.',
  openLink: 'Mit Rualens öffnen',
  importFolder: (name) => `Alle Berichte in „${name}“ importieren`,
  importFolderWhy:
    'Geht den ganzen Ordner in einer eigenen Seite durch. Beim nächsten Mal werden nur neue Nachrichten gelesen.',
  largeFailed: (name) =>
    `„${name}“ ließ sich nicht aus dem Webmail lesen. Öffnen Sie die Nachricht erneut, oder laden Sie die Datei herunter und öffnen Sie sie hier.`,
  optionsTitle: 'Seiten und Berechtigungen',
  sitesTitle: 'Seiten',
  sitesWhy:
    'Auf diesen Seiten sucht Rualens in Nachrichten, die Sie öffnen, nach Berichten im Anhang, liest sie mit Ihrer eigenen Sitzung und kennzeichnet sie. Sonst liest es nichts.',
  noSites:
    'Noch keine Seite. Öffnen Sie Ihr Webmail und drücken Sie im Popup auf „Einschalten“, oder geben Sie hier die Adresse ein.',
  remove: 'Zurücknehmen',
  removed: (site) => `Rualens hat keinen Zugriff mehr auf ${site}.`,
  cannotRemove: 'Ausgeschaltet. Der Zugriff selbst gehört zu dieser Installation.',
  addTitle: 'Ihr Webmail hinzufügen',
  addHint: 'https://webmail.example',
  add: 'Erlauben',
  badAddress: 'Bitte die Adresse wie in der Adresszeile angeben, beginnend mit https://',
  why: {
    webmail: 'Webmail: hier werden Berichte gelesen',
    other: 'ein DNS-Resolver oder Policy-Host aus Ihren Einstellungen',
    app: 'die App Rualens: hält beide Speicher gleich, sobald Sie sie verbunden haben',
    gone: 'hier eingeschaltet, aber der Browser hat den Zugriff zurückgenommen',
  },
  noticesTitle: 'Meldungen',
  noticesWhy:
    'Rualens sieht etwa einmal in der Stunde nach Ihren Domains, solange der Browser läuft, und zählt neue Warnungen auf seiner Schaltfläche. Mit Ihrer Erlaubnis meldet es sie auch über das System.',
  noticesOn: 'Meldungen sind erlaubt.',
  allowNotices: 'Meldungen erlauben',
  permissionsTitle: 'Bei der Installation erteilt',
  permissions: {
    activeTab:
      'Die Seite im Vordergrund ansehen, nur wenn Sie auf Rualens klicken. Das Tastenkürzel zählt als Klick.',
    alarms: 'Etwa einmal in der Stunde nach DNS und Warnungen sehen, während die App geschlossen ist.',
    contextMenus: 'Der Eintrag „Mit Rualens öffnen“ auf Links.',
    offscreen: 'Dateien abseits von allem anderen lesen, damit eine, die hängt, beendet werden kann.',
    scripting: 'Die Kennzeichen auf die Seiten setzen, die Sie eingeschaltet haben.',
    storage: 'Merken, welche Seiten Sie eingeschaltet haben.',
    unlimitedStorage: 'Ihre Berichte behalten, auch wenn es viele werden.',
  },
  networkTitle: 'Was diesen Rechner verlässt',
  networkText:
    'DNS-Fragen zu Domains, die Sie als Ihre bestätigt haben, an den Resolver, den Sie gewählt haben. Sonst nichts. Kein Bericht, keine Adresse und keine Mail wird irgendwohin gesendet.',
  networkRecord: 'Verzeichnis der Fragen zeigen',
};

export function popupTexts(language: string): PopupTexts {
  return /^de\b/i.test(language) ? de : en;
}
