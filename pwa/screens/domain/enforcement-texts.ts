import { translated } from '../../../core/words/language.ts';

/** Texts of the policy in force, the record, and where reports go. */
export const enforcementTexts = translated({
  en: {
    force: {
      title: 'In force',
      current: 'Receivers of RFC 9989',
      old: 'Older receivers',
      none: 'no policy',
      unknown: 'not known',
      pct: (n: string) => `for ${n} % of failing mail, one step less for the rest`,
      testing: 'test mode: one step less than written',
      testingOld: 'ignore test mode (t=y)',
      closed: 'The policy is changed with the next record above, at your DNS provider.',
    },
    record: {
      title: 'The record',
      none: 'DNS shows no DMARC record for this domain.',
      several: 'DNS shows several DMARC records. Receivers pass over all of them:',
      unknown: 'The record is not known.',
      copy: 'Copy',
      tag: 'Tag',
      value: 'Value',
      meaning: 'What it does',
    },
    destinations: {
      title: 'Where reports go',
      none: 'The record asks for no reports.',
      given: 'the receiving domain agrees',
      missing:
        'the receiving domain does not agree: it needs the TXT record “v=DMARC1” at the name below, else no reports come',
      unknown: 'not checked: DNS gave no answer',
      'not-needed': 'same organisation',
      rua: 'Aggregate reports',
      ruf: 'Failure reports',
      reaches: 'reaches you',
      notReaches: 'not an address of yours',
      problem: {
        'not-a-uri': 'is no address',
        'not-mailto': 'is not a mail address; most reporters ignore it',
        'no-domain': 'has no domain',
        slashes: 'reaches nobody: behind “mailto:” no slashes may stand',
      },
      mine: 'Addresses or domains at which you receive reports',
      mineHint: 'Then this page can say whether a record’s reports reach you. Separate several with commas.',
      save: 'Save',
      saved: 'Noted.',
    },
    discovery: {
      differ: (walk: string, list: string) =>
        `New receivers (RFC 9989, tree walk) take the record of ${walk}; older ones (public suffix list) that of ${list}.`,
      nothing: 'none',
    },
  },
  de: {
    force: {
      title: 'Wirksam',
      current: 'Empfänger nach RFC 9989',
      old: 'Ältere Empfänger',
      none: 'keine Richtlinie',
      unknown: 'nicht bekannt',
      pct: (n: string) => `für ${n} % der durchgefallenen Mail, für den Rest eine Stufe weniger`,
      testing: 'Testmodus: eine Stufe weniger als geschrieben',
      testingOld: 'übergehen den Testmodus (t=y)',
      closed: 'Die Richtlinie ändern Sie mit dem nächsten Eintrag oben, bei Ihrem DNS-Anbieter.',
    },
    record: {
      title: 'Der Eintrag',
      none: 'DNS zeigt keinen DMARC-Eintrag für diese Domain.',
      several: 'DNS zeigt mehrere DMARC-Einträge. Empfänger übergehen sie alle:',
      unknown: 'Der Eintrag ist nicht bekannt.',
      copy: 'Kopieren',
      tag: 'Tag',
      value: 'Wert',
      meaning: 'Was es bewirkt',
    },
    destinations: {
      title: 'Wohin Berichte gehen',
      none: 'Der Eintrag bittet um keine Berichte.',
      given: 'die empfangende Domain ist einverstanden',
      missing:
        'die empfangende Domain ist nicht einverstanden: Sie braucht den TXT-Eintrag „v=DMARC1“ beim Namen darunter, sonst kommen keine Berichte',
      unknown: 'nicht geprüft: DNS gab keine Antwort',
      'not-needed': 'dieselbe Organisation',
      rua: 'Sammelberichte',
      ruf: 'Fehlerberichte',
      reaches: 'erreicht Sie',
      notReaches: 'keine Ihrer Adressen',
      problem: {
        'not-a-uri': 'ist keine Adresse',
        'not-mailto': 'ist keine Mailadresse; die meisten übergehen sie',
        'no-domain': 'hat keine Domain',
        slashes: 'erreicht niemanden: Hinter „mailto:“ dürfen keine Schrägstriche stehen',
      },
      mine: 'Adressen oder Domains, an denen Sie Berichte erhalten',
      mineHint:
        'Dann kann diese Seite sagen, ob die Berichte eines Eintrags Sie erreichen. Mehrere mit Komma.',
      save: 'Merken',
      saved: 'Gemerkt.',
    },
    discovery: {
      differ: (walk: string, list: string) =>
        `Neue Empfänger (RFC 9989, Tree Walk) nehmen den Eintrag von ${walk}; ältere (Public-Suffix-Liste) den von ${list}.`,
      nothing: 'keiner',
    },
  },
});
