/** Reads, imports and takes back attachments for the marks. */
import type { FileAnswer, FileIntent } from '../messages/protocol.ts';
import type { FileWork, PageFile } from './answer-page.ts';
import { type Held, HeldFiles } from './held-files.ts';
import { forgetImport, importOf, keepImport } from './mark-imports.ts';
import { markReports } from './mark-reports.ts';
import { type FileContent, readFile } from './read-file.ts';
import { refusalText } from './refusal-text.ts';
import { getEngine } from './running-engine.ts';

const LOST: FileAnswer = { outcome: 'failed', code: 'restart' };

export function fileWork(): FileWork {
  const held = new HeldFiles(() => Date.now());

  async function answer(file: PageFile, hash: string, { blob, content }: Held, intent: FileIntent) {
    if (content.reports.length === 0) return withoutReports(content);
    if (intent === 'import') await importFile(file, hash, blob);
    const kept = held.keep(file.owner, hash, { blob, content });
    const reports = await markReports(
      content.reports,
      await getEngine(),
      intent === 'check' ? 'asking' : 'known',
    );
    const undoable = reports.every((it) => it.stored) && (await importOf(file.owner, hash)) !== '';
    return { outcome: 'reports', reports, file: kept ? hash : '', undoable } as const;
  }

  return {
    async take(file, blob, intent) {
      const { reader } = await getEngine();
      const content = await readFile({ name: file.name, blob, ...mailOf(file) }, reader);
      return await answer(file, await hashOf(blob), { blob, content }, intent);
    },
    async again(file, hash, intent) {
      const known = held.get(file.owner, hash);
      return known ? await answer(file, hash, known, intent) : LOST;
    },
    async undo(file, hash) {
      const importId = await importOf(file.owner, hash);
      const known = held.get(file.owner, hash);
      if (!importId || !known) return LOST;
      const { engine } = await getEngine();
      await engine.intake.undo(importId);
      await forgetImport(file.owner, hash);
      return await answer(file, hash, known, 'read');
    },
  };
}

async function importFile(file: PageFile, hash: string, blob: Blob): Promise<void> {
  const { engine } = await getEngine();
  const input = { name: file.name, blob, ...mailOf(file) };
  const { importId, imported, repaired } = await engine.intake.importFiles([input], () => {});
  // what was there before is not this mark's to take back
  if (imported + repaired > 0) await keepImport(file.owner, hash, importId);
}

const mailOf = ({ mailDomain }: PageFile) => (mailDomain ? { mail: { fromDomain: mailDomain } } : {});

async function hashOf(blob: Blob): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function withoutReports(content: FileContent): FileAnswer {
  return content.refusal
    ? { outcome: 'rejected', sentence: refusalText(content.refusal) }
    : { outcome: 'none' };
}
