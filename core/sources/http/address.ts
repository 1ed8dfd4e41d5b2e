import type { SourceResult, SourceSettings } from '../../model/source.ts';
import { refused } from '../source.ts';

/** Hosts of this machine that plain HTTP may go to; the content policy of the app's pages says the same. */
const LOOPBACK = new Set(['127.0.0.1', 'localhost']);

/** The address that the user typed; `https:` is put before a bare host name. */
export function typedAddress(text: string): SourceResult<URL> {
  const trimmed = text.trim();
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  if (trimmed === '' || !URL.canParse(full)) return refused('bad-address', trimmed);
  const url = new URL(full);
  if (url.username !== '' || url.password !== '') return refused('bad-address', url.host);
  url.hash = '';
  if (url.protocol === 'https:' || isLoopback(url)) return { ok: true, value: url };
  return refused(url.protocol === 'http:' ? 'insecure' : 'bad-address', url.host);
}

/**
 * An address out of a server's answer, against the address it came from. The key is sent only to the origin that
 * the user typed and to those that the user confirmed; plain HTTP only within this machine, and only where the
 * typed address is of this machine too.
 */
export function answeredAddress(text: string, base: string, settings: SourceSettings): SourceResult<URL> {
  const typed = typedAddress(settings.url);
  if (!typed.ok) return typed;
  if (!URL.canParse(text, base)) return refused('bad-address', text);
  const url = new URL(text, base);
  if (url.username !== '' || url.password !== '') return refused('bad-address', url.host);
  url.hash = '';
  const secure = url.protocol === 'https:' || (isLoopback(url) && isLoopback(typed.value));
  if (!secure) return refused(url.protocol === 'http:' ? 'insecure' : 'bad-address', url.host);
  const allowed = url.origin === typed.value.origin || settings.origins.includes(url.origin);
  return allowed ? { ok: true, value: url } : refused('other-origin', url.origin);
}

function isLoopback(url: URL): boolean {
  return url.protocol === 'http:' && LOOPBACK.has(url.hostname);
}
