import { computed, signal } from '@preact/signals';
import type { Settings } from '../../core/model/settings.ts';
import { getEngine } from './engine.ts';
import { languageWish } from './language.ts';
import { remember } from './remembered.ts';
import { themeWish } from './theme.ts';

/** The stored settings; null until the engine has answered. */
export const settings = signal<Settings | null>(null);

/** Whether DNS can be asked: `unasked` until the user has chosen, so that nothing is asked before. */
export const network = computed<'unknown' | 'unasked' | 'offline' | 'on'>(() => {
  const now = settings.value;
  if (!now) return 'unknown';
  if (now.resolvers.length === 0) return 'unasked';
  if (now.noNetwork || now.resolvers.every((r) => r.id === 'none')) return 'offline';
  return 'on';
});

/** Reads the settings from the engine. */
export async function loadSettings(): Promise<void> {
  take(await getEngine().settings.get());
}

/** Stores a change and applies it at once. */
export async function saveSettings(change: Partial<Settings>): Promise<void> {
  take(await getEngine().settings.save(change));
}

function take(next: Settings): void {
  settings.value = next;
  languageWish.value = next.language;
  themeWish.value = next.theme;
  remember('language', next.language);
  remember('theme', next.theme);
}
