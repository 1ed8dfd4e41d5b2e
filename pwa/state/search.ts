import { effect, signal } from '@preact/signals';
import { route } from './router.ts';

/** Whether the search over everything is open. */
export const searchOpen = signal(false);

export function openSearch(): void {
  searchOpen.value = true;
}

/** Opens it by `/`, where nothing is typed into, and by Ctrl+K or ⌘K anywhere. Called once by the app. */
export function startSearchKey(): void {
  // Back, or a link, leads away from it.
  effect(() => {
    void route.value;
    searchOpen.value = false;
  });
  document.addEventListener('keydown', (event) => {
    if (!isSearchKey(event)) return;
    event.preventDefault();
    openSearch();
  });
}

function isSearchKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.isComposing) return false;
  // A dialog on the page has the keys for itself.
  if (document.querySelector('dialog[open]') !== null) return false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return true;
  const typing =
    event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  return event.key === '/' && !event.ctrlKey && !event.metaKey && !typing;
}
