/** Sites where the user switched Rualens on. Access and wish together: either alone does nothing. */
import { readLocal, writeLocal } from '../platform/local-storage.ts';
import {
  endMarks,
  grantedSites,
  hasSites,
  registerContentScript,
  runContentScript,
} from '../platform/sites.ts';
import { tabsAt } from '../platform/tabs.ts';

const KEY = 'sites';

/** Match patterns the user asked for, e.g. `https://webmail.example/*`. */
export async function wantedSites(): Promise<string[]> {
  return await readLocal<string[]>(KEY, []);
}

export async function wantSites(patterns: string[], wanted: boolean): Promise<void> {
  const known = await wantedSites();
  const rest = known.filter((it) => !patterns.includes(it));
  await writeLocal(KEY, wanted ? [...rest, ...patterns] : rest);
  // while there is still access
  if (!wanted && patterns.length) for (const tab of await tabsAt(patterns)) await endMarks(tab);
  await applySites(wanted ? patterns : []);
}

/** Makes the registered content script what wish and access allow; runs it in open tabs of new sites. */
export function applySites(fresh: string[]): Promise<void> {
  // one after the other: registering twice at the same time is an error to the browser
  applying = applying.then(
    () => apply(fresh),
    () => apply(fresh),
  );
  return applying;
}

let applying: Promise<void> = Promise.resolve();

async function apply(fresh: string[]): Promise<void> {
  const active: string[] = [];
  for (const pattern of await wantedSites()) if (await hasSites([pattern])) active.push(pattern);
  await registerContentScript(active);
  const open = fresh.filter((it) => active.includes(it));
  if (open.length) for (const tab of await tabsAt(open)) await runContentScript(tab);
}

/** Access changed in the browser's own pages: sites that lost it, and sites that have it now. */
export async function sitesChanged(): Promise<void> {
  const granted = await grantedSites();
  await applySites((await wantedSites()).filter((it) => granted.includes(it)));
}
