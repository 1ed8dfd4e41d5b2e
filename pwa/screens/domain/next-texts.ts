import { translated } from '../../../core/words/language.ts';

/** Texts of readiness as the first card of a domain's page, and of the record that comes next. */
export const nextTexts = translated({
  en: {
    title: 'May it be locked down?',
    period: 'Over the last 30 days, today included.',
    importing: 'Reports are being read: the figures still grow.',
    working: 'Going through the last 30 days …',
    none: 'No mail was reported in the last 30 days, so nothing can be said of what a policy would hit.',
    inForce: 'in force',
    quarantine: 'Quarantine',
    reject: 'Reject',
    does: {
      quarantine: (hit: string) => `${hit} would have gone to the spam folder.`,
      reject: (hit: string) => `${hit} would have been refused.`,
    },
    own: (n: string) => `Of accepted senders: ${n}.`,
    more: 'What it would have hit, in full',
    next: {
      title: 'The next record',
      publish: 'Publish this record. Receivers then send reports, and treat mail as before.',
      publishUnreported: 'Publish this record. Receivers treat mail as before.',
      publishReject: 'Publish this record: the domain sends nothing, so all its mail may be refused.',
      own: 'Its policy comes from the domain above. Publish this record where it is to have one of its own, with the same policy.',
      merge: 'Put this record in the place of all that stand there now: receivers pass over several.',
      repair:
        'Put this record in the place of the one that stands there: receivers cannot read that one as it was meant.',
      reports: 'The record names no address for reports. This one does; the policy stays.',
      full: 'The policy stays, and counts for all mail.',
      raise: (p: string) => `The figures allow the next policy, ${p}.`,
      later: (p: string) => `Not yet. When the figures above allow it, this record asks for ${p}:`,
      laterFull: 'Not yet. When the figures above allow it, this record applies the same policy to all mail:',
      lock: 'The domain sends nothing: with this record all its mail may be refused.',
      keep: 'Nothing is to change: the strictest policy is published for all mail.',
      'keep-own':
        'Nothing is to change for the domain itself: the strictest policy is published. For names below it the record says less.',
      unknown:
        'DNS has not told what stands at its DMARC name, or which record above it applies, so none can be worked out yet. Ask DNS again above.',
      broken: (name: string) =>
        `DNS fails at ${name}. Until that is mended no record there counts. Either repair the name servers it is delegated to, or take the NS records of ${name} out of the zone and publish a TXT record there.`,
    },
    name: 'Name',
    type: 'Type',
    value: 'Value',
    replaces: 'In place of',
    replacesAll: 'In place of all of these',
    noReports:
      'It names no address for reports, since none of yours is known. Add “rua=mailto:” and the address where you want them.',
    also: 'Reports to another organisation need its consent, as this record in its zone; it may stand there already:',
    steps: {
      title: 'Where to enter it',
      served: (zone: string, servers: string) => `DNS of ${zone} is served by ${servers}.`,
      provider: (name: string) => `These are name servers of ${name}. Sign in there.`,
      unknownProvider:
        'Sign in where the DNS records of this zone are kept; often that is where the domain was bought.',
      host: (names: string) =>
        `The name is delegated: the record is kept by ${names}, not in the domain’s own zone.`,
      open: (zone: string) => `Open the DNS records of ${zone}.`,
      path: (path: string) => `There: ${path}.`,
      add: 'Add a record of type TXT, or edit the one of that name.',
      relative: (name: string) => `As its name enter ${name}; the form adds the zone.`,
      either: (short: string, full: string) =>
        `As its name enter ${short}, or ${full} where the form wants the whole name.`,
      quotes: 'Enter the value in quotation marks.',
      value: 'Paste the value, and save.',
      remove: 'Take the records out that it takes the place of.',
      check: 'Then press “Ask DNS again” above. It may take as long as the old record’s time to live.',
    },
    change: 'Change policy',
    needs: 'Needs you',
    nothing: 'Nothing on this domain needs you.',
    parent: (d: string) => `Open ${d}`,
  },
  de: {
    title: 'Darf sie dicht gemacht werden?',
    period: 'Über die letzten 30 Tage, heute eingeschlossen.',
    importing: 'Berichte werden gelesen: Die Zahlen wachsen noch.',
    working: 'Die letzten 30 Tage werden durchgesehen …',
    none: 'In den letzten 30 Tagen wurde keine Mail gemeldet; was eine Richtlinie träfe, lässt sich nicht sagen.',
    inForce: 'wirksam',
    quarantine: 'Quarantine',
    reject: 'Reject',
    does: {
      quarantine: (hit: string) => `${hit} wären in den Spamordner gekommen.`,
      reject: (hit: string) => `${hit} wären abgewiesen worden.`,
    },
    own: (n: string) => `Von anerkannten Absendern: ${n}.`,
    more: 'Was es getroffen hätte, im Ganzen',
    next: {
      title: 'Der nächste Eintrag',
      publish:
        'Veröffentlichen Sie diesen Eintrag. Empfänger senden dann Berichte und behandeln Mail wie bisher.',
      publishUnreported: 'Veröffentlichen Sie diesen Eintrag. Empfänger behandeln Mail wie bisher.',
      publishReject:
        'Veröffentlichen Sie diesen Eintrag: Die Domain sendet nichts, also darf alle ihre Mail abgewiesen werden.',
      own: 'Ihre Richtlinie kommt von der Domain darüber. Soll sie eine eigene haben, veröffentlichen Sie diesen Eintrag; die Richtlinie ist dieselbe.',
      merge:
        'Setzen Sie diesen Eintrag an die Stelle aller, die jetzt dort stehen: Mehrere übergehen Empfänger.',
      repair:
        'Setzen Sie diesen Eintrag an die Stelle des jetzigen: Den können Empfänger nicht so lesen, wie er gemeint war.',
      reports: 'Der Eintrag nennt keine Adresse für Berichte. Dieser nennt eine; die Richtlinie bleibt.',
      full: 'Die Richtlinie bleibt und gilt für alle Mail.',
      raise: (p: string) => `Die Zahlen erlauben die nächste Richtlinie, ${p}.`,
      later: (p: string) => `Noch nicht. Sobald die Zahlen oben es erlauben, verlangt dieser Eintrag ${p}:`,
      laterFull:
        'Noch nicht. Sobald die Zahlen oben es erlauben, wendet dieser Eintrag die Richtlinie auf alle Mail an:',
      lock: 'Die Domain sendet nichts: Mit diesem Eintrag darf alle ihre Mail abgewiesen werden.',
      keep: 'Nichts ist zu ändern: Die strengste Richtlinie ist für alle Mail veröffentlicht.',
      'keep-own':
        'Für die Domain selbst ist nichts zu ändern: Die strengste Richtlinie ist veröffentlicht. Für Namen darunter verlangt der Eintrag weniger.',
      unknown:
        'DNS hat nicht gesagt, was an ihrem DMARC-Namen steht oder welcher Eintrag darüber gilt; noch lässt sich keiner angeben. Fragen Sie DNS oben neu.',
      broken: (name: string) =>
        `DNS scheitert bei ${name}. Bis das behoben ist, gilt dort kein Eintrag. Reparieren Sie die Nameserver, an die der Name delegiert ist, oder nehmen Sie die NS-Einträge von ${name} aus der Zone und veröffentlichen dort einen TXT-Eintrag.`,
    },
    name: 'Name',
    type: 'Typ',
    value: 'Wert',
    replaces: 'An Stelle von',
    replacesAll: 'An Stelle all dieser',
    noReports:
      'Er nennt keine Adresse für Berichte, weil keine von Ihnen bekannt ist. Ergänzen Sie „rua=mailto:“ und die Adresse, an der Sie sie haben wollen.',
    also: 'Berichte an eine andere Organisation brauchen deren Zustimmung, als diesen Eintrag in ihrer Zone; vielleicht steht er schon dort:',
    steps: {
      title: 'Wo er eingetragen wird',
      served: (zone: string, servers: string) => `Das DNS von ${zone} liegt bei ${servers}.`,
      provider: (name: string) => `Das sind Nameserver von ${name}. Melden Sie sich dort an.`,
      unknownProvider:
        'Melden Sie sich dort an, wo die DNS-Einträge dieser Zone gepflegt werden; oft ist das, wo die Domain gekauft wurde.',
      host: (names: string) =>
        `Der Name ist delegiert: Den Eintrag hält ${names}, nicht die eigene Zone der Domain.`,
      open: (zone: string) => `Öffnen Sie die DNS-Einträge von ${zone}.`,
      path: (path: string) => `Dort: ${path}.`,
      add: 'Legen Sie einen Eintrag vom Typ TXT an, oder ändern Sie den dieses Namens.',
      relative: (name: string) => `Als Namen geben Sie ${name} ein; das Formular ergänzt die Zone.`,
      either: (short: string, full: string) =>
        `Als Namen geben Sie ${short} ein, oder ${full}, wo das Formular den ganzen Namen will.`,
      quotes: 'Geben Sie den Wert in Anführungszeichen ein.',
      value: 'Fügen Sie den Wert ein und speichern Sie.',
      remove: 'Nehmen Sie die Einträge heraus, an deren Stelle er tritt.',
      check:
        'Drücken Sie dann oben „DNS neu fragen“. Es kann so lange dauern, wie der alte Eintrag gültig war.',
    },
    change: 'Richtlinie ändern',
    needs: 'Braucht Sie',
    nothing: 'An dieser Domain braucht Sie nichts.',
    parent: (d: string) => `${d} öffnen`,
  },
});
