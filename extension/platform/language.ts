/** The first of the languages that the user reads, as a BCP 47 tag: the one that the app takes as well. */
export function uiLanguage(): string {
  return navigator.language || 'en';
}
