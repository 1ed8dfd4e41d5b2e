/**
 * For `page.evaluate`: resolves once the store of the page's origin holds this many reports, or as few where they go.
 * Looks past the program.
 */
export async function storedCount([wanted, direction]: [number, 'up' | 'down']): Promise<number> {
  const opened = indexedDB.open('rualens');
  const db = await new Promise<IDBDatabase>((done) => {
    opened.onsuccess = () => done(opened.result);
  });
  for (;;) {
    const asked = db.transaction('reports').objectStore('reports').count();
    const count = await new Promise<number>((done) => {
      asked.onsuccess = () => done(asked.result);
    });
    if (direction === 'up' ? count >= wanted : count <= wanted) {
      db.close();
      return count;
    }
  }
}
