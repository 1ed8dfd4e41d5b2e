import type { DnsServiceId } from '../../core/model/settings.ts';
import { translated } from '../../core/words/language.ts';

export const shellTexts = translated({
  en: {
    skip: 'Skip to the page',
    navigation: 'Main',
    places: {
      domains: 'Domains',
      reports: 'Reports',
      spf: 'SPF',
      alerts: 'Alerts',
      import: 'Import',
      settings: 'Settings',
    },
    settingsShort: 'Settings',

    networkOn: (name: string) => `DNS: ${name}`,
    networkOff: 'No network',
    networkUnasked: 'DNS not chosen',
    sample:
      'You are looking at sample data: an invented company. Its DNS answers come with it; nothing is asked of the network.',
    removeSample: 'Remove sample data',
    sampleRemoved: 'The sample data is gone.',
    update: 'A new version of Rualens is ready.',
    applyUpdate: 'Update now',
    unconfirmed: (n: number) =>
      n === 1
        ? 'One new domain was found in your reports. Is it yours?'
        : `${n} new domains were found in your reports. Are they yours?`,
    look: 'Look',
    drop: 'Drop reports to import them',
    dropHint: 'Files, folders and mailboxes. They stay on this machine.',
    chooseResolver: {
      title: 'Who may answer DNS questions?',
      titleAdd: 'Who is asked when the others do not answer?',
      lead: 'To see whether a sender is in an SPF record, and how DMARC is pointed, Rualens must ask DNS. A browser cannot ask directly; it asks a resolver over HTTPS. That resolver sees the names of your domains and of the senders’ SPF records, and nothing of your reports.',
      confirmedOnly: 'Only domains that you confirmed as yours are ever asked for.',
      about: {
        cloudflare: 'cloudflare-dns.com · keeps logs for 25 hours, says Cloudflare',
        google: 'dns.google · keeps full logs for up to two days, says Google',
        'dns-sb': 'doh.sb · keeps no logs, says DNS.SB',
        quad9: 'dns10.quad9.net · the variant that blocks nothing',
        adguard: 'unfiltered.adguard-dns.com · the variant that blocks nothing',
        mullvad: 'dns.mullvad.net · the variant that blocks nothing',
        own: 'A resolver of your own, or another that allows questions from web pages',
        none: 'Stay offline: reports can be read, SPF statuses stay open',
      } satisfies Record<DnsServiceId | 'own' | 'none', string>,
      own: 'Own resolver',
      none: 'None',
      ownUrl: 'Address of the resolver (DNS over HTTPS, RFC 8484)',
      noConsent:
        'The browser does not allow this extension to send DNS questions, so none is sent. Choose the resolver again to be asked again.',
      badUrl:
        'This is no address of a resolver. It must begin with https:// (or http:// on this machine), such as https://dns.example.com/dns-query.',
      test: 'Test',
      testing: 'Asking …',
      testGood: (ms: string) => `It answers, in ${ms} ms.`,
      testBad: (why: string) => `It cannot be used: ${why}.`,
      jsonOnly: 'It has answers in JSON only, and is asked for those.',
      truthful: 'It says so where a name does not exist.',
      truthfulUnknown: 'Whether it says so where a name does not exist could not be seen.',
      noCors: 'it answers, but does not allow questions from web pages (CORS)',
      notTruthful: 'it answers for names that do not exist, or not for names that do',
      filtered: (names: string) => `It filters: no answer for ${names}.`,
      names: 'Name senders: also look up the host names of senders’ addresses (reverse DNS)',
      namesHint:
        'Works as a read receipt: DNS is asked for the reverse name of each sender’s address, and whoever runs the reverse zone of that address, which may be the very sender, can see that you read the report.',
      save: 'Use this',
      later: 'Not now',
    },
  },
  de: {
    skip: 'Zur Seite springen',
    navigation: 'Hauptnavigation',
    places: {
      domains: 'Domains',
      reports: 'Berichte',
      spf: 'SPF',
      alerts: 'Alarme',
      import: 'Import',
      settings: 'Einstellungen',
    },
    settingsShort: 'Optionen',

    networkOn: (name: string) => `DNS: ${name}`,
    networkOff: 'Kein Netz',
    networkUnasked: 'DNS nicht gewählt',
    sample:
      'Sie sehen Beispieldaten: eine erfundene Firma. Ihre DNS-Antworten liegen bei; das Netz wird nicht gefragt.',
    removeSample: 'Beispieldaten entfernen',
    sampleRemoved: 'Die Beispieldaten sind entfernt.',
    update: 'Eine neue Version von Rualens liegt bereit.',
    applyUpdate: 'Jetzt aktualisieren',
    unconfirmed: (n: number) =>
      n === 1
        ? 'In Ihren Berichten steht eine neue Domain. Ist es Ihre?'
        : `In Ihren Berichten stehen ${n} neue Domains. Sind es Ihre?`,
    look: 'Ansehen',
    drop: 'Berichte zum Importieren fallen lassen',
    dropHint: 'Dateien, Ordner und Postfächer. Sie bleiben auf diesem Gerät.',
    chooseResolver: {
      title: 'Wer darf DNS-Fragen beantworten?',
      titleAdd: 'Wer wird gefragt, wenn die anderen nicht antworten?',
      lead: 'Um zu sehen, ob ein Absender im SPF-Eintrag steht und worauf DMARC verweist, muss Rualens DNS fragen. Ein Browser kann das nicht direkt; er fragt einen Resolver über HTTPS. Dieser sieht die Namen Ihrer Domains und der SPF-Einträge der Absender, aber nichts aus Ihren Berichten.',
      confirmedOnly: 'Gefragt wird nur nach Domains, die Sie als Ihre bestätigt haben.',
      about: {
        cloudflare: 'cloudflare-dns.com · bewahrt Protokolle nach eigenen Angaben 25 Stunden auf',
        google: 'dns.google · bewahrt volle Protokolle nach eigenen Angaben bis zu zwei Tage auf',
        'dns-sb': 'doh.sb · führt nach eigenen Angaben keine Protokolle',
        quad9: 'dns10.quad9.net · die Variante, die nichts sperrt',
        adguard: 'unfiltered.adguard-dns.com · die Variante, die nichts sperrt',
        mullvad: 'dns.mullvad.net · die Variante, die nichts sperrt',
        own: 'Ein eigener Resolver, oder ein anderer, der Fragen von Webseiten erlaubt',
        none: 'Offline bleiben: Berichte sind lesbar, SPF-Status bleiben offen',
      } satisfies Record<DnsServiceId | 'own' | 'none', string>,
      own: 'Eigener Resolver',
      none: 'Keiner',
      ownUrl: 'Adresse des Resolvers (DNS über HTTPS, RFC 8484)',
      noConsent:
        'Der Browser erlaubt dieser Erweiterung nicht, DNS-Fragen zu senden; es wird keine gesendet. Wählen Sie den Resolver noch einmal, um wieder gefragt zu werden.',
      badUrl:
        'Das ist keine Adresse eines Resolvers. Sie muss mit https:// beginnen (auf diesem Gerät auch http://), etwa https://dns.example.com/dns-query.',
      test: 'Testen',
      testing: 'Wird gefragt …',
      testGood: (ms: string) => `Er antwortet, in ${ms} ms.`,
      testBad: (why: string) => `Er ist nicht brauchbar: ${why}.`,
      jsonOnly: 'Er hat nur Antworten als JSON und wird danach gefragt.',
      truthful: 'Er sagt es, wenn es einen Namen nicht gibt.',
      truthfulUnknown: 'Ob er es sagt, wenn es einen Namen nicht gibt, war nicht zu sehen.',
      noCors: 'er antwortet, erlaubt aber keine Fragen von Webseiten (CORS)',
      notTruthful: 'er antwortet für Namen, die es nicht gibt, oder nicht für solche, die es gibt',
      filtered: (names: string) => `Er filtert: keine Antwort für ${names}.`,
      names: 'Absender benennen: auch die Hostnamen der Absenderadressen nachschlagen (Reverse-DNS)',
      namesHint:
        'Wirkt wie eine Lesebestätigung: DNS wird nach dem Reverse-Namen jeder Absenderadresse gefragt, und wer die Reverse-Zone dieser Adresse betreibt, womöglich der Absender selbst, kann sehen, dass Sie den Bericht gelesen haben.',
      save: 'Diesen verwenden',
      later: 'Jetzt nicht',
    },
  },
});
