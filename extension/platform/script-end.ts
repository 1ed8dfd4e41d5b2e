/**
 * Whether the browser ends the script of a page at once when its extension is switched off, as Firefox does. Others
 * let it live on, so that it can clean up itself.
 */
export function endsAtOnce(): boolean {
  return navigator.userAgent.includes('Firefox/');
}
