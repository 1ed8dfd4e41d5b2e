import { computed, effect, signal } from '@preact/signals';
import { remembered } from './remembered.ts';

export type ThemeWish = 'auto' | 'light' | 'dark';

/** The user's wish: a theme, or the system's. */
export const themeWish = signal<ThemeWish>(remembered('theme', ['auto', 'light', 'dark'], 'auto'));

const systemDark = signal(false);

/** Paper is white, and browsers leave grounds out: light letters would be lost on it. */
const onPaper = signal(false);

/** The theme in use. */
export const theme = computed<'light' | 'dark'>(() => {
  if (onPaper.value) return 'light';
  if (themeWish.value !== 'auto') return themeWish.value;
  return systemDark.value ? 'dark' : 'light';
});

/** Follows system and wish, and names the theme on the root element for the style sheets. */
export function startTheme(): void {
  const query = matchMedia('(prefers-color-scheme: dark)');
  systemDark.value = query.matches;
  query.addEventListener('change', () => {
    systemDark.value = query.matches;
  });
  const print = matchMedia('print');
  const follow = () => {
    onPaper.value = print.matches;
  };
  follow();
  print.addEventListener('change', follow);
  window.addEventListener('beforeprint', () => {
    onPaper.value = true;
  });
  window.addEventListener('afterprint', follow);
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}
