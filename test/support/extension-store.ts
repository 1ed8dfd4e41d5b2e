/** Writes the user's decisions into the extension's store, as the app page would, and reads what it holds. */
import type { ExtensionBrowser } from './extension-browser.ts';

export interface UserChoices {
  /** URL of DNS over HTTPS; null for none. */
  resolver: string | null;
  confirmed: string[];
}

/** Sets resolver and confirmed domains. The background must have opened its store before. */
export async function chooseInExtension(browser: ExtensionBrowser, choices: UserChoices): Promise<void> {
  const page = await browser.context.newPage();
  await page.goto(`${browser.origin}/options.html`);
  await page.evaluate(async ({ resolver, confirmed }) => {
    const opened = indexedDB.open('rualens');
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const write = db.transaction(['meta', 'decisions'], 'readwrite');
    const resolvers = resolver ? [{ id: 'own', name: 'Test', url: resolver }] : [];
    write.objectStore('meta').put({ key: 'settings', value: { resolvers } });
    confirmed.forEach((key, seq) => {
      const stamp = '0000000000000-0000-tests';
      write.objectStore('decisions').put({ kind: 'domain-listing', key, value: 'confirmed', stamp, seq });
    });
    await new Promise<void>((resolve, reject) => {
      write.oncomplete = () => resolve();
      write.onerror = () => reject(write.error);
    });
    db.close();
  }, choices);
  await page.close();
}

/** Reports in the extension's store, by the popup's own question. */
export async function storedReports(
  browser: ExtensionBrowser,
): Promise<{ reporter: string; domain: string; messages: number; passed: number }[]> {
  const page = await browser.context.newPage();
  await page.goto(`${browser.origin}/options.html`);
  const recent = await page.evaluate(async () => {
    const api = (globalThis as unknown as { chrome: typeof chrome }).chrome;
    const answer = (await api.runtime.sendMessage({ type: 'overview' })) as {
      recent: { reporter: string; domain: string; messages: number; passed: number }[];
    };
    return answer.recent.map(({ reporter, domain, messages, passed }) => ({
      reporter,
      domain,
      messages,
      passed,
    }));
  });
  await page.close();
  return recent;
}
