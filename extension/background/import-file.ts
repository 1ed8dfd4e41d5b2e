/** Stores an attachment's reports, by the same way as every import. */
import { createIngest } from '../../core/pipeline/ingest.ts';
import { readDocument } from '../../core/report/read-document.ts';
import type { Store } from '../../core/store/store.ts';
import { unpack } from '../../core/unpack/unpack.ts';

export async function importFile(
  file: { name: string; blob: Blob; mailDomain: string },
  store: Store,
): Promise<void> {
  const ingest = createIngest({
    store,
    clock: Date.now,
    newId: () => crypto.randomUUID().replaceAll('-', '').slice(0, 12),
    unpack,
    readDocument,
  });
  const mail = file.mailDomain ? { mail: { fromDomain: file.mailDomain } } : {};
  await ingest.importFiles([{ name: file.name, blob: file.blob, ...mail }]);
}
