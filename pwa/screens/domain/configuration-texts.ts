import { translated } from '../../../core/words/language.ts';

/** Texts of SPF, DKIM and the recommended records. */
export const configurationTexts = translated({
  en: {
    spf: {
      title: 'SPF',
      lead: 'The smallest change to the record that makes your senders In. Only senders whose mail passes, or known services, are looked at.',
      working: 'Working out the smallest change …',
      nothing: 'No sender needs a change of the record.',
      before: 'Record now',
      none: 'no SPF record',
      after: 'Record after the change',
      lookups: (before: string, after: string) =>
        `DNS look-ups: ${before} before, ${after} after, 10 are allowed.`,
      admits: (n: string) => `would also admit ${n} further IPv4 addresses`,
      admitsNone: 'admits nobody else',
      copied: 'Copied. Put it into the TXT record of your domain.',
      sender: 'Sender',
      helps: 'What helps',
      advice: 'this change',
      problem: {
        'too-many-lookups': (d: string) => `The record needs ${d} look-ups; 10 are allowed.`,
        'record-long': (d: string) => `The record is long (${d} characters): it may not fit one DNS answer.`,
        'before-invalid': (d: string) => `The record as it is is invalid (${d}). Repair it first.`,
        'before-several': (d: string) =>
          `There are ${d} SPF records, which receivers take as an error. Leave one, with all that is needed.`,
        'before-unknown': (): string =>
          'DNS did not say what the record is now, so nothing can be worked out.',
        'after-invalid': (d: string) => `The changed record would be invalid (${d}).`,
      },
    },
    dkim: {
      title: 'DKIM',
      keys: 'DKIM keys: selectors, their keys and their mail',
      allAligned: 'Nobody was seen to sign mail of this domain in another name only.',
      unaligned: 'Signers without an aligned key',
      unalignedLead:
        'They sign mail of this domain in their own name only, which does not count for DMARC. Let them sign in yours.',
      signer: 'Signer',
      messages: 'Messages',
      passed: 'Passes by SPF',
    },
    recommended: {
      title: 'Recommended records',
      state: {
        published: 'published',
        missing: 'missing',
        differs: 'differs',
        'not-offered': 'not offered',
        unknown: 'not known',
      },
      'spf-none': 'SPF that allows nobody',
      'no-dkim-keys': 'No DKIM key, whatever the selector',
      'null-mx': 'No mail is received (null MX)',
      reason: {
        'has-mx': 'The domain has mail servers, so it receives mail.',
        'not-said': 'Only if you say that the domain receives no mail: not sending is not the same.',
        receives: 'You said that it receives mail.',
      } as Record<string, string>,
      receives: 'Does this domain receive mail?',
      yes: 'Yes',
      no: 'No, nothing',
      unsaid: 'Not said',
      found: 'In DNS',
      place:
        'They belong into the domain’s own zone: at your DNS provider, or from here where one of your hosts serves it.',
    },
  },
  de: {
    spf: {
      title: 'SPF',
      lead: 'Die kleinste Änderung am Eintrag, die Ihre Absender aufnimmt. Angesehen werden nur Absender, deren Mail besteht, und bekannte Dienste.',
      working: 'Die kleinste Änderung wird gesucht …',
      nothing: 'Kein Absender braucht eine Änderung des Eintrags.',
      before: 'Eintrag jetzt',
      none: 'kein SPF-Eintrag',
      after: 'Eintrag nach der Änderung',
      lookups: (before: string, after: string) =>
        `DNS-Abfragen: ${before} vorher, ${after} nachher, 10 sind erlaubt.`,
      admits: (n: string) => `ließe auch ${n} weitere IPv4-Adressen zu`,
      admitsNone: 'lässt sonst niemanden zu',
      copied: 'Kopiert. Setzen Sie ihn in den TXT-Eintrag Ihrer Domain.',
      sender: 'Absender',
      helps: 'Was hilft',
      advice: 'diese Änderung',
      problem: {
        'too-many-lookups': (d: string) => `Der Eintrag braucht ${d} Abfragen; erlaubt sind 10.`,
        'record-long': (d: string) =>
          `Der Eintrag ist lang (${d} Zeichen): Er passt vielleicht nicht in eine DNS-Antwort.`,
        'before-invalid': (d: string) =>
          `Der jetzige Eintrag ist ungültig (${d}). Reparieren Sie ihn zuerst.`,
        'before-several': (d: string) =>
          `Es gibt ${d} SPF-Einträge; Empfänger nehmen das als Fehler. Lassen Sie einen stehen, mit allem Nötigen.`,
        'before-unknown': (): string =>
          'DNS hat nicht gesagt, wie der Eintrag jetzt lautet; es lässt sich nichts berechnen.',
        'after-invalid': (d: string) => `Der geänderte Eintrag wäre ungültig (${d}).`,
      },
    },
    dkim: {
      title: 'DKIM',
      keys: 'DKIM-Schlüssel: Selektoren, ihre Schlüssel und ihre Mail',
      allAligned: 'Niemand wurde gesehen, der Mail dieser Domain nur in anderem Namen signiert.',
      unaligned: 'Signierende ohne passenden Schlüssel',
      unalignedLead:
        'Sie signieren Mail dieser Domain nur im eigenen Namen; das zählt für DMARC nicht. Lassen Sie sie in Ihrem signieren.',
      signer: 'Signierender',
      messages: 'Nachrichten',
      passed: 'Besteht durch SPF',
    },
    recommended: {
      title: 'Empfohlene Einträge',
      state: {
        published: 'veröffentlicht',
        missing: 'fehlt',
        differs: 'weicht ab',
        'not-offered': 'nicht angeboten',
        unknown: 'unbekannt',
      },
      'spf-none': 'SPF, das niemanden zulässt',
      'no-dkim-keys': 'Kein DKIM-Schlüssel, gleich welcher Selektor',
      'null-mx': 'Es wird keine Mail empfangen (Null-MX)',
      reason: {
        'has-mx': 'Die Domain hat Mailserver, sie empfängt also Mail.',
        'not-said':
          'Nur wenn Sie sagen, dass die Domain keine Mail empfängt: Nicht senden heißt nicht, nicht zu empfangen.',
        receives: 'Sie haben gesagt, dass sie Mail empfängt.',
      } as Record<string, string>,
      receives: 'Empfängt diese Domain Mail?',
      yes: 'Ja',
      no: 'Nein, nichts',
      unsaid: 'Nicht gesagt',
      found: 'Im DNS',
      place:
        'Sie gehören in die eigene Zone der Domain: beim DNS-Anbieter, oder von hier, wo einer Ihrer Hosts sie bedient.',
    },
  },
});
