import { translated } from '../../../core/words/language.ts';

/** Texts of the closed configuration and the guided delegation. */
export const delegationTexts = translated({
  en: {
    closed: {
      title: 'SPF and DKIM configuration is closed',
      txt: 'This domain is Reporting Only: its DMARC record is a TXT record in its own zone, so what is published is decided at your DNS provider. Delegate the name _dmarc once, and the domain becomes Active by itself.',
      none: 'This domain has no status yet.',
      noHost: 'Set up a policy host first: the server to which the name _dmarc is delegated.',
      toHosts: 'Set up a policy host',
      chooseHost: 'Host',
      start: 'Show the steps',
      blocked:
        'This domain sends nothing, so there are no senders to configure. These records say so to everybody.',
      stopped: 'The configuration is open for Active domains only.',
    },
    guide: {
      title: 'The way to Active',
      lead: 'In this order there is no moment without a record. Each step is ticked off by what DNS shows.',
      states: {
        done: 'done',
        open: 'to do',
        waiting: 'waits for the steps before',
        unknown: 'cannot be seen',
      },
      'fill-host': 'The host gets the record that is in force now, and is read back.',
      'lower-ttl': (now: string) =>
        `Lower the time to live of the old record to 300 seconds${now}, so that it is forgotten soon.`,
      ttlNow: (time: string) => ` (now ${time}) and wait that long`,
      'remove-txt': 'Take the TXT record out of the domain’s zone …',
      'add-ns': '… and in the same edit add these NS records.',
      'add-ns-alone': 'Add these NS records to the domain’s zone.',
      'add-cname': '… and in the same edit add this CNAME record.',
      'add-cname-alone': 'Add this CNAME record to the domain’s zone.',
      'no-ds':
        'Add no DS record for this name: the host does not sign it, and a DS would make every answer bogus.',
      'no-ds-there':
        'There is a DS record for this name. Take it out: the host does not sign, so answers are bogus.',
      'seen-in-dns': 'DNS shows the delegation: the domain becomes Active by itself.',
      withPrevious: 'in one go with the step above',
      fill: 'Fill the host',
      filling: 'Filling …',
      record: 'The record it gets',
      zone: 'Zone file to load at your host',
      watching: 'DNS is looked at every few seconds while this page is open.',
      done: 'DNS shows the delegation.',
    },
    child: {
      summary: 'By NS instead of an alias?',
      text: (name: string) =>
        `Then the host must serve ${name} as a zone of its own. Only some accounts allow such a child zone; trying it makes the zone where they do, and changes nothing where they do not.`,
      attempt: 'Try a child zone',
      trying: 'Trying …',
      made: 'The account took it. The steps above now lead there by NS.',
    },
    locked: {
      text: (host: string) => `The key of ${host} is locked with a passphrase.`,
      field: 'Passphrase',
      open: 'Unlock',
      wrong: 'This is not the passphrase.',
    },
  },
  de: {
    closed: {
      title: 'SPF- und DKIM-Konfiguration ist geschlossen',
      txt: 'Diese Domain hat nur Berichte: Ihr DMARC-Eintrag ist ein TXT-Eintrag in der eigenen Zone; was dort steht, entscheidet sich bei Ihrem DNS-Anbieter. Delegieren Sie den Namen _dmarc einmal, dann wird die Domain von selbst aktiv.',
      none: 'Diese Domain hat noch keinen Status.',
      noHost: 'Richten Sie zuerst einen Policy-Host ein: den Server, an den der Name _dmarc delegiert wird.',
      toHosts: 'Policy-Host einrichten',
      chooseHost: 'Host',
      start: 'Die Schritte zeigen',
      blocked:
        'Diese Domain sendet nichts; es gibt keine Absender einzurichten. Diese Einträge sagen das allen.',
      stopped: 'Die Konfiguration ist nur für aktive Domains offen.',
    },
    guide: {
      title: 'Der Weg zu Aktiv',
      lead: 'In dieser Reihenfolge gibt es keinen Moment ohne Eintrag. Abgehakt wird, was DNS zeigt.',
      states: {
        done: 'erledigt',
        open: 'zu tun',
        waiting: 'wartet auf die Schritte davor',
        unknown: 'nicht zu sehen',
      },
      'fill-host': 'Der Host bekommt den Eintrag, der jetzt wirkt, und wird gegengelesen.',
      'lower-ttl': (now: string) =>
        `Setzen Sie die Gültigkeit des alten Eintrags auf 300 Sekunden herab${now}, damit er bald vergessen ist.`,
      ttlNow: (time: string) => ` (jetzt ${time}) und warten Sie so lange`,
      'remove-txt': 'Nehmen Sie den TXT-Eintrag aus der Zone der Domain …',
      'add-ns': '… und fügen Sie im selben Zug diese NS-Einträge hinzu.',
      'add-ns-alone': 'Fügen Sie der Zone der Domain diese NS-Einträge hinzu.',
      'add-cname': '… und fügen Sie im selben Zug diesen CNAME-Eintrag hinzu.',
      'add-cname-alone': 'Fügen Sie der Zone der Domain diesen CNAME-Eintrag hinzu.',
      'no-ds':
        'Kein DS-Eintrag für diesen Namen: Der Host signiert ihn nicht, und ein DS machte jede Antwort ungültig.',
      'no-ds-there':
        'Für diesen Namen gibt es einen DS-Eintrag. Nehmen Sie ihn heraus: Der Host signiert nicht, Antworten sind ungültig.',
      'seen-in-dns': 'DNS zeigt die Delegation: Die Domain wird von selbst aktiv.',
      withPrevious: 'in einem Zug mit dem Schritt darüber',
      fill: 'Host füllen',
      filling: 'Wird gefüllt …',
      record: 'Der Eintrag, den er bekommt',
      zone: 'Zonendatei, bei Ihrem Host zu laden',
      watching: 'Solange diese Seite offen ist, wird alle paar Sekunden im DNS nachgesehen.',
      done: 'DNS zeigt die Delegation.',
    },
    child: {
      summary: 'Mit NS statt mit einem Alias?',
      text: (name: string) =>
        `Dann muss der Host ${name} als eigene Zone bedienen. Nur manche Konten erlauben eine solche Unterzone; der Versuch legt sie an, wo sie erlaubt ist, und ändert sonst nichts.`,
      attempt: 'Unterzone versuchen',
      trying: 'Wird versucht …',
      made: 'Das Konto hat sie angenommen. Die Schritte oben führen nun mit NS dorthin.',
    },
    locked: {
      text: (host: string) => `Der Schlüssel von ${host} ist mit einer Passphrase verschlossen.`,
      field: 'Passphrase',
      open: 'Aufschließen',
      wrong: 'Das ist nicht die Passphrase.',
    },
  },
});
