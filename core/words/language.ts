/** Languages every shell speaks. */
export type Language = 'en' | 'de';

/** The same texts in every language; `de` is typed against `en`, so that none can be forgotten. */
export interface Translated<T> {
  en: T;
  de: T;
}

/** Ties the languages of one screen's texts together: the German must have exactly the English keys. */
export function translated<T>(texts: { en: T; de: NoInfer<T> }): Translated<T> {
  return texts;
}

/** The user's language from the browser's wishes (BCP 47, best first): German where it is asked for first, else English. */
export function pickLanguage(wishes: readonly string[]): Language {
  for (const wish of wishes) {
    const primary = wish.toLowerCase().split('-')[0];
    if (primary === 'de' || primary === 'en') return primary;
  }
  return 'en';
}
