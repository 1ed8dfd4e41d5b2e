import { api } from './api.ts';

/**
 * Whether the browser ends the script of a page at once when its extension is switched off, as Firefox does. Others
 * let it live on, so that it can clean up itself.
 */
export function endsAtOnce(): boolean {
  return api.runtime.getURL?.('').startsWith('moz-extension:') === true;
}
