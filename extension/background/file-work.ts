/** Reads and imports attachments for the marks. */
import type { FileAnswer } from '../messages/protocol.ts';
import type { FileWork } from './answer-page.ts';
import { importFile } from './import-file.ts';
import { markReports } from './mark-reports.ts';
import { theStore } from './opened-store.ts';
import { type FileContent, readFile } from './read-file.ts';
import { refusalText } from './refusal-text.ts';

export function fileWork(): FileWork {
  const read: FileWork['read'] = async ({ name, blob, mailDomain }) => {
    const mail = mailDomain ? { mail: { fromDomain: mailDomain } } : {};
    const content = await readFile({ name, blob, ...mail });
    if (content.reports.length === 0) return withoutReports(content);
    return { outcome: 'reports', reports: await markReports(content.reports, await theStore()) };
  };
  return {
    read,
    async import(file) {
      await importFile(file, await theStore());
      return await read(file);
    },
  };
}

function withoutReports(content: FileContent): FileAnswer {
  return content.refusal ? { outcome: 'rejected', sentence: refusalText(content.refusal) } : { outcome: 'none' };
}
