/** Reads and imports attachments for the marks. */
import type { FileAnswer } from '../messages/protocol.ts';
import type { FileWork } from './answer-page.ts';
import { markReports } from './mark-reports.ts';
import { type FileContent, readFile } from './read-file.ts';
import { refusalText } from './refusal-text.ts';
import { theEngine } from './running-engine.ts';

export function fileWork(): FileWork {
  const read: FileWork['read'] = async ({ name, blob, mailDomain }) => {
    const mail = mailDomain ? { mail: { fromDomain: mailDomain } } : {};
    const content = await readFile({ name, blob, ...mail });
    if (content.reports.length === 0) return withoutReports(content);
    return { outcome: 'reports', reports: await markReports(content.reports, await theEngine()) };
  };
  return {
    read,
    async import(file) {
      const mail = file.mailDomain ? { mail: { fromDomain: file.mailDomain } } : {};
      const { engine } = await theEngine();
      await engine.intake.importFiles([{ name: file.name, blob: file.blob, ...mail }], () => {});
      return await read(file);
    },
  };
}

function withoutReports(content: FileContent): FileAnswer {
  return content.refusal
    ? { outcome: 'rejected', sentence: refusalText(content.refusal) }
    : { outcome: 'none' };
}
