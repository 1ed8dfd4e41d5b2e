import { counted } from '../../../core/lib/counted.ts';
import { translated } from '../../../core/words/language.ts';

/** Texts of the DKIM keys of a domain. */
export const dkimTexts = translated({
  en: {
    title: 'DKIM keys',
    lead: (days: string) =>
      `Selectors of passing signatures in reports of the last ${days} days, and those that were looked up before. What DNS says is as last seen.`,
    none: 'No passing signature in this domain’s name was reported, and no key of it is known.',
    working: 'Reports are read …',
    ask: 'Ask DNS for the keys',
    asking: 'Asking DNS …',
    unasked: 'Nobody may be asked: choose a resolver, or allow the network.',
    selector: 'Selector and signer',
    key: 'Key',
    mail: 'Signed mail',
    seen: 'Seen in reports',
    state: {
      present: 'present',
      revoked: 'revoked',
      missing: 'missing in DNS',
      invalid: 'invalid',
      several: 'several records',
    },
    unknown: 'not known',
    notAsked: 'DNS has not been asked',
    bits: (type: string, n: string) => `${type}, ${n} bits`,
    ed25519: 'Ed25519',
    testing: 'test flag',
    alias: (target: string) => `alias to ${target}`,
    since: (when: string) => `the same since ${when}`,
    atLeast: (when: string) => `the same since ${when} at least`,
    until: (when: string) => `last seen ${when}`,
    lately: (passed: string, failed: string) => `${passed} passing, ${failed} failing`,
    latelyTitle: 'Last 7 days of reports',
    old: 'No recent reports',
    total: (passed: string, failed: string) => `in all ${passed} passing, ${failed} failing`,
    never: 'no passing signature',
    range: (first: string, last: string) => `${first} – ${last}`,
    step: {
      publish:
        'Mail is signed with it, and the key is not in DNS: receivers cannot verify it. Publish it again, or sign with another.',
      repair: 'Receivers cannot use the record as it stands. Mend it.',
      'replace-weak': 'Under 1,024 bits: receivers must not accept it. Replace it now.',
      'replace-short': 'Under 2,048 bits. Replace it when you next can.',
      'replace-old': 'The same for more than a year. Replace it.',
      retire:
        'Nothing was signed with it in the last 7 days of reports. If it is not needed, take it out of DNS: who has the private key could still use it.',
      ask: '',
      keep: '',
    },
    rotate: {
      title: 'How to replace it',
      title2: (selector: string) => `How to replace it: ${selector}`,
      ask: (target: string) =>
        `The key stands behind an alias to ${target}: whoever runs that name replaces it, without a change in your zone. Ask there.`,
      make: 'Let the signing system make a new key pair (RSA of 2,048 bits) under a new selector, such as this one. The old one stays.',
      publish: 'Publish the public key as the TXT record of this name. Nothing is signed with it yet.',
      check:
        'Press “Ask DNS for the keys” a while later; other resolvers keep the old answer until its TTL has passed.',
      sign: 'Let the system sign with the new selector. This table shows its passing signatures within days.',
      retire: (name: string) =>
        `When no mail has been signed with the old one for a week, replace its record by one with an empty p= (revoked), then remove it: ${name}`,
    },
    more: (n: string) => `${n} more keys are not listed.`,
    onlyFailing: (n: string) =>
      `${counted(n, 'more selector stands', 'more selectors stand')} in failing signatures only. Anybody can write those into a message, so nothing is asked about them.`,
    failingHint: 'Failing signatures are made by forwarders that change messages, and by forgers.',
  },
  de: {
    title: 'DKIM-Schlüssel',
    lead: (days: string) =>
      `Selektoren bestandener Signaturen in Berichten der letzten ${days} Tage, und solche, die schon nachgeschlagen wurden. Was DNS sagt, ist wie zuletzt gesehen.`,
    none: 'Es wurde keine bestandene Signatur im Namen dieser Domain gemeldet, und kein Schlüssel von ihr ist bekannt.',
    working: 'Berichte werden gelesen …',
    ask: 'DNS nach den Schlüsseln fragen',
    asking: 'DNS wird gefragt …',
    unasked: 'Es darf niemand gefragt werden: Wählen Sie einen Resolver, oder erlauben Sie das Netz.',
    selector: 'Selektor und Signierender',
    key: 'Schlüssel',
    mail: 'Signierte Mail',
    seen: 'In Berichten gesehen',
    state: {
      present: 'vorhanden',
      revoked: 'widerrufen',
      missing: 'fehlt im DNS',
      invalid: 'ungültig',
      several: 'mehrere Einträge',
    },
    unknown: 'nicht bekannt',
    notAsked: 'DNS wurde nicht gefragt',
    bits: (type: string, n: string) => `${type}, ${n} Bit`,
    ed25519: 'Ed25519',
    testing: 'Test-Kennzeichen',
    alias: (target: string) => `Alias auf ${target}`,
    since: (when: string) => `derselbe seit ${when}`,
    atLeast: (when: string) => `derselbe mindestens seit ${when}`,
    until: (when: string) => `zuletzt gesehen ${when}`,
    lately: (passed: string, failed: string) => `${passed} bestanden, ${failed} nicht`,
    latelyTitle: 'Letzte 7 Tage der Berichte',
    old: 'Keine neuen Berichte',
    total: (passed: string, failed: string) => `insgesamt ${passed} bestanden, ${failed} nicht`,
    never: 'keine bestandene Signatur',
    range: (first: string, last: string) => `${first} – ${last}`,
    step: {
      publish:
        'Mail wird damit signiert, und der Schlüssel steht nicht im DNS: Empfänger können sie nicht prüfen. Veröffentlichen Sie ihn wieder, oder signieren Sie mit einem anderen.',
      repair: 'Empfänger können den Eintrag so nicht verwenden. Berichtigen Sie ihn.',
      'replace-weak': 'Unter 1.024 Bit: Empfänger dürfen ihn nicht annehmen. Ersetzen Sie ihn jetzt.',
      'replace-short': 'Unter 2.048 Bit. Ersetzen Sie ihn bei nächster Gelegenheit.',
      'replace-old': 'Seit über einem Jahr derselbe. Ersetzen Sie ihn.',
      retire:
        'In den letzten 7 Tagen der Berichte wurde nichts damit signiert. Wird er nicht gebraucht, nehmen Sie ihn aus dem DNS: Wer den privaten Schlüssel hat, könnte ihn noch benutzen.',
      ask: '',
      keep: '',
    },
    rotate: {
      title: 'So wird er ersetzt',
      title2: (selector: string) => `So wird er ersetzt: ${selector}`,
      ask: (target: string) =>
        `Der Schlüssel steht hinter einem Alias auf ${target}: Wer diesen Namen betreibt, ersetzt ihn, ohne Änderung in Ihrer Zone. Fragen Sie dort.`,
      make: 'Lassen Sie das signierende System ein neues Schlüsselpaar (RSA mit 2.048 Bit) unter einem neuen Selektor erzeugen, etwa diesem. Der alte bleibt.',
      publish:
        'Veröffentlichen Sie den öffentlichen Schlüssel als TXT-Eintrag dieses Namens. Noch wird nichts damit signiert.',
      check:
        'Drücken Sie etwas später „DNS nach den Schlüsseln fragen“; andere Resolver behalten die alte Antwort, bis ihre TTL abgelaufen ist.',
      sign: 'Lassen Sie das System mit dem neuen Selektor signieren. Diese Tabelle zeigt seine bestandenen Signaturen binnen Tagen.',
      retire: (name: string) =>
        `Wenn eine Woche lang keine Mail mit dem alten signiert wurde, ersetzen Sie seinen Eintrag durch einen mit leerem p= (widerrufen), und entfernen Sie ihn dann: ${name}`,
    },
    more: (n: string) => `${n} weitere Schlüssel sind nicht aufgeführt.`,
    onlyFailing: (n: string) =>
      `${counted(n, 'weiterer Selektor steht', 'weitere Selektoren stehen')} nur in nicht bestandenen Signaturen. Die kann jeder in eine Nachricht schreiben; darum wird nicht nach ihnen gefragt.`,
    failingHint:
      'Nicht bestandene Signaturen entstehen durch Weiterleiter, die Nachrichten ändern, und durch Fälscher.',
  },
});
