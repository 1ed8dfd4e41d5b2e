import { translated } from '../../../core/words/language.ts';

/** Texts about looking up host names for an opened list of addresses. */
export const hostNamesTexts = translated({
  en: {
    ask: 'Look up host names',
    askHint:
      'Asks DNS for the reverse names of the addresses shown. Whoever runs their reverse zones, which may be the very sender, can see that you read the report.',
    asking: 'Looking up host names …',
    asked: 'Host names are looked up for the addresses shown here.',
    nameless: (n: string) => `DNS has no host name for ${n === '1' ? '1 address' : `${n} addresses`}.`,
    failed: (n: string) =>
      n === '1' ? 'About 1 address DNS gave no answer.' : `About ${n} addresses DNS gave no answer.`,
    leftOut: (n: string) => `${n} more were not asked about.`,
    refused: {
      'not-confirmed': 'Host names are looked up only for domains that you confirmed as yours.',
      'no-resolver': 'Host names cannot be looked up: no resolver is chosen, or the network is off.',
    },
  },
  de: {
    ask: 'Hostnamen nachschlagen',
    askHint:
      'Fragt DNS nach den Reverse-Namen der gezeigten Adressen. Wer deren Reverse-Zonen betreibt, womöglich der Absender selbst, kann sehen, dass Sie den Bericht gelesen haben.',
    asking: 'Hostnamen werden nachgeschlagen …',
    asked: 'Hostnamen werden für die hier gezeigten Adressen nachgeschlagen.',
    nameless: (n: string) => `DNS hat für ${n === '1' ? '1 Adresse' : `${n} Adressen`} keinen Hostnamen.`,
    failed: (n: string) =>
      n === '1' ? 'Zu 1 Adresse gab DNS keine Antwort.' : `Zu ${n} Adressen gab DNS keine Antwort.`,
    leftOut: (n: string) => `${n} weitere wurden nicht gefragt.`,
    refused: {
      'not-confirmed': 'Hostnamen werden nur für Domains nachgeschlagen, die Sie als Ihre bestätigt haben.',
      'no-resolver':
        'Hostnamen lassen sich nicht nachschlagen: Es ist kein Resolver gewählt, oder das Netz ist abgeschaltet.',
    },
  },
});
