import { choiceOf, servicesFor } from '../../core/dns/services/registry.ts';
import type { ResolverTest } from '../../core/engine/settings/face.ts';
import type { ResolverChoice } from '../../core/model/settings.ts';
import { shellTexts } from '../components/shell-texts.ts';
import { textsOf } from './language.ts';
import { getPlatform } from './platform.ts';
import { toast } from './toasts.ts';

/**
 * Resolvers offered by name: in the web app those that answer questions from web pages; in the extension, which
 * needs no permission of theirs, the others too.
 */
export function offeredResolvers(shell: 'web' | 'extension'): ResolverChoice[] {
  return servicesFor(shell === 'extension' ? 'extension' : 'app').map(choiceOf);
}

/**
 * Requests the browser's permission to send questions to a resolver, where the shell needs one. Must be called in a click. False where
 * nothing may be sent; where only the site was refused, it may answer all the same, so it is tried.
 */
export async function requestResolver(choice: ResolverChoice): Promise<boolean> {
  if (choice.url === '') return true;
  const answersPages = offeredResolvers('web').some((each) => each.url === choice.url);
  if ((await getPlatform().askToSend?.(choice.url, 'questions', answersPages)) !== 'no-consent') return true;
  toast(textsOf(shellTexts).chooseResolver.noConsent);
  return false;
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
