import type { HostFieldProblem } from '../../../core/engine/domains/hosts/face.ts';
import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';

export const hostsTexts = translated({
  en: {
    title: 'Policy hosts',
    lead: 'Servers of yours that hold the DMARC records of domains whose name _dmarc is delegated to them. With one, the policy can be switched from here.',
    empty: 'No policy host yet.',
    add: 'Add a host',
    edit: 'Edit',
    editHost: (n: string) => `Edit ${n}`,
    remove: 'Delete',
    removeHost: (n: string) => `Delete ${n}`,
    removed: (n: string) => `${n} is deleted here, and its key with it. The server itself was not touched.`,
    sure: (n: string, domains: string) =>
      `Delete ${n} and its key? ${domains === '1' ? '1 domain leads to it; its records stay' : `${domains} domains lead to it; their records stay`} in DNS, but cannot be changed from here.`,
    kinds: { powerdns: 'PowerDNS', cloudflare: 'Cloudflare', manual: 'By hand' },
    about: {
      powerdns: 'Serves _dmarc of each domain as a zone of its own, through its HTTP API.',
      cloudflare: 'Keeps one name per domain in a zone you own there, reached by CNAME.',
      manual: 'Your own name servers without an API: this app writes the zone file, you load it.',
    },
    notHere: 'in the browser extension only: its API refuses web pages',
    keys: {
      none: 'no key',
      passphrase: 'key encrypted with a passphrase',
      obscured: 'key only obscured, not encrypted',
    },
    open: 'unlocked',
    domains: (n: string) => counted(n, 'domain', 'domains'),
    limited: (n: string) => `limited to ${counted(n, 'domain', 'domains')}`,
    newTitle: 'Add a policy host',
    editTitle: (n: string) => `Policy host ${n}`,
    kind: 'Kind',
    name: 'Your name for it',
    url: 'Address of the API',
    server: 'Server id',
    key: 'API key',
    keyKept: 'Leave empty to keep the stored key.',
    passphrase: 'Passphrase for the key',
    keyWarning: {
      powerdns:
        'A PowerDNS key rules the whole server, with every zone on it, not only these names. Limiting the host below holds in this app only.',
      cloudflare:
        'Use a token for this one zone with the rights “Zone: Read” and “DNS: Edit”, no global key.',
      manual: '',
    },
    obscuredWarning:
      'Without a passphrase the key is only obscured on this machine: whoever can read this browser profile can use it.',
    passphraseHint:
      'The key is encrypted; the passphrase is asked once each time the app is opened. It cannot be recovered.',
    stays: 'Keys stay on this machine: never in exports, logs, or the other half of this app.',
    nameServers: 'Names of its name servers, one a line',
    nameServersHint: 'The NS records of a delegated name must be exactly these.',
    zone: 'Zone under which it keeps one name per domain',
    zoneManual: 'Or, without name servers: the zone under which names are kept, reached by CNAME',
    limitedTo: 'Only for these domains, one a line',
    limitedHint: 'Empty: all domains on your list.',
    ttl: 'Time to live of published records, seconds',
    ttlHint: 'How long resolvers may keep an old record after a change.',
    test: 'Test',
    testing: 'Testing …',
    testGood: (words: string) => `The server answers${words === '' ? '' : ` (${words})`}.`,
    save: 'Save',
    saved: (n: string) => `${n} is saved.`,
    problems: {
      missing: () => 'is needed',
      'not-a-url': () => 'is no http or https address',
      'not-a-name': (d: string) => `“${d}” is no domain name`,
      insecure: (d: string) =>
        `the key would travel unencrypted to ${d}, so plain http is taken only to this machine itself. Use https, or a tunnel that begins here (ssh -L 8081:127.0.0.1:8081 ${d}) and then http://127.0.0.1:8081/api/v1`,
      'out-of-range': () => 'must lie between 5 and 86,400',
    } as Record<HostFieldProblem['code'], (detail: string) => string>,
    log: 'Changes at policy hosts',
    logLead: 'Everything that was published from here, newest first, with the way back.',
  },
  de: {
    title: 'Policy-Hosts',
    lead: 'Ihre Server, die die DMARC-Einträge der Domains halten, deren Name _dmarc an sie delegiert ist. Mit einem lässt sich die Richtlinie von hier umstellen.',
    empty: 'Noch kein Policy-Host.',
    add: 'Host hinzufügen',
    edit: 'Bearbeiten',
    editHost: (n: string) => `${n} bearbeiten`,
    remove: 'Löschen',
    removeHost: (n: string) => `${n} löschen`,
    removed: (n: string) =>
      `${n} ist hier gelöscht, samt Schlüssel. Der Server selbst wurde nicht angerührt.`,
    sure: (n: string, domains: string) =>
      `${n} und seinen Schlüssel löschen? ${domains === '1' ? '1 Domain führt zu ihm; ihre Einträge bleiben' : `${domains} Domains führen zu ihm; ihre Einträge bleiben`} im DNS, lassen sich aber von hier nicht mehr ändern.`,
    kinds: { powerdns: 'PowerDNS', cloudflare: 'Cloudflare', manual: 'Von Hand' },
    about: {
      powerdns: 'Bedient _dmarc jeder Domain als eigene Zone, über seine HTTP-API.',
      cloudflare: 'Hält je Domain einen Namen in einer Zone, die Ihnen dort gehört, erreicht über CNAME.',
      manual: 'Eigene Nameserver ohne API: Diese App schreibt die Zonendatei, Sie laden sie.',
    },
    notHere: 'nur in der Browser-Erweiterung: Die API weist Webseiten ab',
    keys: {
      none: 'kein Schlüssel',
      passphrase: 'Schlüssel mit Passphrase verschlüsselt',
      obscured: 'Schlüssel nur verschleiert, nicht verschlüsselt',
    },
    open: 'aufgeschlossen',
    domains: (n: string) => counted(n, 'Domain', 'Domains'),
    limited: (n: string) => `auf ${counted(n, 'Domain', 'Domains')} beschränkt`,
    newTitle: 'Policy-Host hinzufügen',
    editTitle: (n: string) => `Policy-Host ${n}`,
    kind: 'Art',
    name: 'Ihr Name für ihn',
    url: 'Adresse der API',
    server: 'Server-Id',
    key: 'API-Schlüssel',
    keyKept: 'Leer lassen, um den gespeicherten Schlüssel zu behalten.',
    passphrase: 'Passphrase für den Schlüssel',
    keyWarning: {
      powerdns:
        'Ein PowerDNS-Schlüssel herrscht über den ganzen Server mit allen Zonen, nicht nur über diese Namen. Die Beschränkung unten gilt nur in dieser App.',
      cloudflare:
        'Nehmen Sie ein Token nur für diese Zone mit den Rechten „Zone: Read“ und „DNS: Edit“, keinen globalen Schlüssel.',
      manual: '',
    },
    obscuredWarning:
      'Ohne Passphrase ist der Schlüssel auf diesem Gerät nur verschleiert: Wer dieses Browserprofil lesen kann, kann ihn benutzen.',
    passphraseHint:
      'Der Schlüssel wird verschlüsselt; die Passphrase wird nach jedem Öffnen der App einmal gefragt. Sie lässt sich nicht wiederherstellen.',
    stays:
      'Schlüssel bleiben auf diesem Gerät: nie in Exporten, Protokollen oder der anderen Hälfte dieser App.',
    nameServers: 'Namen seiner Nameserver, je Zeile einer',
    nameServersHint: 'Die NS-Einträge eines delegierten Namens müssen genau diese sein.',
    zone: 'Zone, unter der er je Domain einen Namen hält',
    zoneManual: 'Oder, ohne Nameserver: die Zone, unter der Namen gehalten werden, erreicht über CNAME',
    limitedTo: 'Nur für diese Domains, je Zeile eine',
    limitedHint: 'Leer: alle Domains Ihrer Liste.',
    ttl: 'Gültigkeit veröffentlichter Einträge, Sekunden',
    ttlHint: 'So lange dürfen Resolver nach einer Änderung den alten Eintrag behalten.',
    test: 'Prüfen',
    testing: 'Wird geprüft …',
    testGood: (words: string) => `Der Server antwortet${words === '' ? '' : ` (${words})`}.`,
    save: 'Speichern',
    saved: (n: string) => `${n} ist gespeichert.`,
    problems: {
      missing: () => 'wird gebraucht',
      'not-a-url': () => 'ist keine http- oder https-Adresse',
      'not-a-name': (d: string) => `„${d}“ ist kein Domainname`,
      insecure: (d: string) =>
        `der Schlüssel ginge unverschlüsselt an ${d}; einfaches http geht darum nur an dieses Gerät selbst. Nehmen Sie https, oder einen Tunnel, der hier beginnt (ssh -L 8081:127.0.0.1:8081 ${d}), und dann http://127.0.0.1:8081/api/v1`,
      'out-of-range': () => 'muss zwischen 5 und 86.400 liegen',
    } as Record<HostFieldProblem['code'], (detail: string) => string>,
    log: 'Änderungen an Policy-Hosts',
    logLead: 'Alles, was von hier veröffentlicht wurde, neueste zuerst, mit dem Weg zurück.',
  },
});
