import { choiceOf, servicesFor } from '../../core/dns/services/registry.ts';
import type { ResolverTest } from '../../core/engine/settings/face.ts';
import type { ResolverChoice } from '../../core/model/settings.ts';
import { thePlatform } from './platform.ts';

/**
 * Resolvers offered by name: in the web app those that answer questions from web pages; in the extension, which
 * needs no permission of theirs, the others too.
 */
export function offeredResolvers(shell: 'web' | 'extension'): ResolverChoice[] {
  return servicesFor(shell === 'extension' ? 'extension' : 'app').map(choiceOf);
}

/**
 * The browser's permission to reach a resolver, where the shell needs one: for those that do not answer web pages, and
 * for own ones, of which nobody knows. Must be called in a click. What the user refuses may work all the same.
 */
export async function askForResolver(choice: ResolverChoice): Promise<void> {
  if (choice.url === '' || offeredResolvers('web').some((each) => each.url === choice.url)) return;
  await thePlatform().askForHost?.(choice.url);
}

/** The choice as its test found it: asked for JSON where it has nothing else, and only there. */
export function asTested(choice: ResolverChoice, test: ResolverTest): ResolverChoice {
  if (test.result !== 'answer') return choice;
  const { format: _, ...rest } = choice;
  return test.format === 'json' ? { ...rest, format: 'json' } : rest;
}

/** Stay offline, as a choice of its own: chosen is something else than not yet asked. */
export const NONE: ResolverChoice = { id: 'none', name: '', url: '' };

/**
 * A resolver from an address the user typed: https anywhere, http only on this machine, where nobody listens in.
 * Null for anything else.
 */
export function ownResolver(text: string): ResolverChoice | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  const here = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]';
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && here)) return null;
  return { id: 'own', name: url.host, url: url.href };
}
