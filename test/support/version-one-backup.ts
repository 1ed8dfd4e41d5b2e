import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { Settings } from '../../core/model/settings.ts';
import type { Decision } from '../../core/model/stored.ts';

/** A document of a backup of version 1. */
export interface OldDocument {
  id: string;
  fileName: string;
  gzip: Uint8Array;
}

/** A backup as the first version wrote it: a streamed zip, whose sizes stand after the bytes, with the manifest last. */
export function versionOneBackup(content: {
  documents: readonly OldDocument[];
  decisions?: readonly Decision[];
  settings?: Partial<Settings>;
  history?: readonly unknown[];
}): Blob {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  });
  const add = (name: string, bytes: Uint8Array, compress: boolean) => {
    const member = compress ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    zip.add(member);
    member.push(bytes, true);
  };
  const json = (name: string, value: unknown) => add(name, strToU8(JSON.stringify(value)), true);
  const rows = content.documents.map(({ id, fileName }) => ({
    member: `documents/${id}.gz`,
    fileName,
    fromDomain: null,
  }));
  for (const { id, gzip } of content.documents) add(`documents/${id}.gz`, gzip, false);
  json('history.json', content.history ?? []);
  json('reports.json', rows);
  json('decisions.json', content.decisions ?? []);
  json('settings.json', content.settings ?? {});
  json('manifest.json', { format: 'rualens-backup', version: 1, created: 1_760_000_000_000 });
  zip.end();
  return new Blob(chunks, { type: 'application/zip' });
}
