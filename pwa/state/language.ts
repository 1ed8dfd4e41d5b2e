import { computed, signal } from '@preact/signals';
import { type Language, pickLanguage, type Translated } from '../../core/words/language.ts';
import { remembered } from './remembered.ts';

/** The user's wish: a language, or the browser's. */
export const languageWish = signal<'auto' | Language>(remembered('language', ['auto', 'en', 'de'], 'auto'));

/** The language in use. */
export const language = computed<Language>(() =>
  languageWish.value === 'auto' ? pickLanguage(navigator.languages) : languageWish.value,
);

/**
 * BCP 47 tag for Intl: the browser's own variant of the language in use (`en-GB` writes dates otherwise than
 * `en-US`), else the bare language.
 */
export const locale = computed(
  () => navigator.languages.find((tag) => tag.toLowerCase().startsWith(language.value)) ?? language.value,
);

/** The texts of a screen in the current language. Read inside a component, so that it follows a switch. */
export function textsOf<T>(texts: Translated<T>): T {
  return texts[language.value];
}
