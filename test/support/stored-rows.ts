/** What the store of a page's origin holds, read past the program: to compare the app's with the extension's. */
export interface StoredRows {
  /** Ids of the reports. */
  reports: string[];
  /** `kind key value` of each decision that travels. */
  decisions: string[];
  /** Of the settings, the user's name. */
  userName: string;
}

/** For `page.evaluate`: runs in the page. */
export async function readStoredRows(): Promise<StoredRows> {
  // opened before the program made it, it would be made empty
  const known = (await indexedDB.databases()).find((it) => it.name === 'rualens');
  if (!known?.version) return { reports: [], decisions: [], userName: '' };
  const opened = indexedDB.open('rualens');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opened.onsuccess = () => resolve(opened.result);
    opened.onerror = () => reject(opened.error);
  });
  const all = (table: string) =>
    new Promise<Record<string, unknown>[]>((resolve, reject) => {
      const asked = db.transaction(table).objectStore(table).getAll();
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const [reports, decisions, meta] = [await all('reports'), await all('decisions'), await all('meta')];
  db.close();
  const settings = meta.find((it) => it.key === 'settings')?.value as { userName?: string } | undefined;
  return {
    reports: reports.map((it) => String(it.id)).sort(),
    decisions: decisions
      .filter((it) => /^(domain-(listing|declared|tags)|ignored)$/.test(String(it.kind)))
      .map((it) => `${it.kind} ${it.key} ${JSON.stringify(it.value)}`)
      .sort(),
    userName: settings?.userName ?? '',
  };
}
