import type { AppPlatform } from '../../pwa/app.tsx';
import { sitePatterns } from '../messages/site-pattern.ts';

type SentData = Parameters<NonNullable<AppPlatform['askToSend']>>[1];

/** What is sent, in the words of Firefox, which asks for consent to it. */
const FIREFOX_WORDS: Readonly<Record<SentData, string>> = {
  questions: 'websiteContent',
  keys: 'authenticationInfo',
};

/** What the browser is asked for; `none` where nothing is needed. */
export function sendRequest(
  address: string,
  data: SentData,
  answersPages: boolean,
  inFirefox: boolean,
): { origins: string[]; data_collection?: string[] } | 'none' {
  const origins = answersPages ? [] : sitePatterns(address);
  if (inFirefox) return { origins, data_collection: [FIREFOX_WORDS[data]] };
  return origins.length === 0 ? 'none' : { origins };
}
