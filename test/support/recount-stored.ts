/** What the documents of a page's own store give, counted past the program, beside what its tables say. */
export interface Recount {
  reports: number;
  /** Reports whose document is missing, or is another one by its digest. */
  broken: string[];
  /** Records and messages: as the documents have them, as reports are listed, and as domains are summed. */
  documents: [records: number, messages: number];
  listed: [records: number, messages: number];
  summed: [records: number, messages: number];
}

/** For `page.evaluate`: runs in the page. Documents are aggregate reports, one each, with line ends as LF. */
export async function recountStored(): Promise<Recount> {
  const opened = indexedDB.open('rualens');
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    opened.onsuccess = () => resolve(opened.result);
    opened.onerror = () => reject(opened.error);
  });
  const tables = ['reports', 'raws', 'totals'] as const;
  // One transaction: nothing changes between the tables.
  const tx = db.transaction([...tables]);
  const all = (table: string) =>
    new Promise<Record<string, unknown>[]>((resolve, reject) => {
      const asked = tx.objectStore(table).getAll();
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  const [reports, raws, totals] = await Promise.all(tables.map(all));
  db.close();
  const bytesOf = new Map(raws!.map((row) => [row.n, row.bytes as Uint8Array]));
  const count: Recount = {
    ...{ reports: reports!.length, broken: [], documents: [0, 0], listed: [0, 0], summed: [0, 0] },
  };
  for (const { id, raw, records, messages } of reports!) {
    const [row, offset, length] = raw as [number, number, number];
    const gzip = bytesOf.get(row)?.subarray(offset, offset + length);
    if (gzip === undefined) {
      count.broken.push(String(id));
      continue;
    }
    const stream = new Blob([gzip as Uint8Array<ArrayBuffer>])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'));
    const document = await new Response(stream).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', document));
    const hex = [...digest].map((it) => it.toString(16).padStart(2, '0')).join('');
    if (hex !== id) count.broken.push(String(id));
    const counts = [...new TextDecoder().decode(document).matchAll(/<count>(\d+)<\/count>/g)];
    count.documents[0] += counts.length;
    count.documents[1] += counts.reduce((sum, it) => sum + Number(it[1]), 0);
    count.listed[0] += Number(records);
    count.listed[1] += Number(messages);
  }
  for (const { records, messages } of totals!) {
    count.summed[0] += Number(records);
    count.summed[1] += Number(messages);
  }
  return count;
}
