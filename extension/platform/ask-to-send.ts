import type { AppPlatform } from '../../pwa/app.tsx';
import { api } from './api.ts';
import { sendRequest } from './send-request.ts';

type AskToSend = NonNullable<AppPlatform['askToSend']>;

/** Requests the browser's permission to send data to a resolver or the API of a policy host; must be called in a click. */
export const askToSend: AskToSend = async (address, data, answersPages) => {
  // types of the API know Chromium's manifest only
  const inFirefox = 'browser_specific_settings' in (api.runtime.getManifest() as object);
  const request = sendRequest(address, data, answersPages, inFirefox);
  if (request === 'none') return 'granted';
  if (await api.permissions.request(request).catch(() => false)) return 'granted';
  return inFirefox ? 'no-consent' : 'refused';
};
