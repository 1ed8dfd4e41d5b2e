import { translated } from '../../core/words/language.ts';

/** How new alerts, and the end of an Ignored, are told while the app is open. */
export const alertNoticesTexts = translated({
  en: {
    several: (n: string) => `${n} new alerts`,
    look: 'Look at it',
    lookAll: 'Look at them',
    ended: (sender: string, domain: string) =>
      `${sender} has entered the SPF record of ${domain}: it is no longer ignored.`,
  },
  de: {
    several: (n: string) => `${n} neue Alarme`,
    look: 'Ansehen',
    lookAll: 'Ansehen',
    ended: (sender: string, domain: string) =>
      `${sender} steht jetzt im SPF-Eintrag von ${domain} und wird nicht mehr ignoriert.`,
  },
});
