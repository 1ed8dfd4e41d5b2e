import { translated } from '../../core/views/sentences/language.ts';

/** How new alerts are told while the app is open. */
export const alertNoticesTexts = translated({
  en: {
    several: (n: string) => `${n} new alerts`,
    look: 'Look at it',
    lookAll: 'Look at them',
  },
  de: {
    several: (n: string) => `${n} neue Alarme`,
    look: 'Ansehen',
    lookAll: 'Ansehen',
  },
});
