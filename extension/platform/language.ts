import { api } from './api.ts';

/** The browser's language as a BCP 47 tag. */
export function uiLanguage(): string {
  return api.i18n?.getUILanguage?.() || navigator.language;
}
