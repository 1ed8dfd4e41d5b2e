import { sitePatterns } from '../messages/site-pattern.ts';
import { api } from './api.ts';

/** Requests the browser's permission to reach a resolver or the API of a policy host; must be called in a click. */
export async function askForHost(address: string): Promise<boolean> {
  const origins = sitePatterns(address);
  return origins.length > 0 && (await api.permissions.request({ origins }).catch(() => false));
}
