import { api } from './api.ts';

/** Asks for leave to call the API of a policy host; must be called in a click. */
export async function askForHost(pattern: string): Promise<boolean> {
  return await api.permissions.request({ origins: [pattern] });
}
