import { computed, signal } from '@preact/signals';

/** Where the app is: `#/reports?domain=example.com` is `{ path: ['reports'], params }`. */
export interface Route {
  path: string[];
  params: URLSearchParams;
}

/** Reads a location's hash; anything that is no route gives an empty path. */
export function parseHash(hash: string): Route {
  const text = hash.startsWith('#') ? hash.slice(1) : hash;
  const [path = '', query = ''] = text.split('?', 2);
  return { path: path.split('/').filter(Boolean).map(decodePart), params: new URLSearchParams(query) };
}

/** The hash for a path and parameters; empty and null parameters are left out. */
export function href(path: string, params: Record<string, string | number | null | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    if (value !== null && value !== undefined && value !== '') query.set(key, String(value));
  }
  const text = query.toString();
  return `#/${path}${text && `?${text}`}`;
}

const hash = signal('');

/** The current route; follows the address bar, so that back and deep links work. */
export const route = computed(() => parseHash(hash.value));

/** Follows the address bar. Called once by the app. */
export function startRouter(): void {
  const read = () => {
    hash.value = location.hash;
  };
  window.addEventListener('hashchange', read);
  read();
}

/** Goes to a hash made by `href`. `replace` keeps the current entry of the history (filters, not pages). */
export function go(target: string, options: { replace?: boolean } = {}): void {
  if (target === location.hash) return;
  if (options.replace) history.replaceState(history.state, '', target);
  else history.pushState(null, '', target);
  hash.value = target;
}

/** Changes some parameters of the current route in place; null removes one. */
export function setParams(
  changes: Record<string, string | number | null>,
  options: { replace?: boolean } = { replace: true },
): void {
  const { path, params } = route.value;
  const next: Record<string, string | number | null> = Object.fromEntries(params);
  Object.assign(next, changes);
  go(href(path.map(encodeURIComponent).join('/'), next), options);
}

/** A part of a path; a lone `%` typed into the address bar stays as it is. */
function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
