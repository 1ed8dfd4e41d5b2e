import type { InputFile } from '../../core/model/input.ts';
import type { Intake } from '../platform/intake.ts';
import { inputFiles } from '../state/ask-for-files.ts';
import { go, href } from '../state/router.ts';

/** Pasted anywhere but into a field. The Import page has a field for text as well. */
export const paste: Intake = {
  id: 'paste',
  shells: ['web', 'extension'],
  available: () => true,
  start(take) {
    addEventListener('paste', (event) => {
      const files = filesOfPaste(event);
      if (files.length === 0) return;
      event.preventDefault();
      go(href('import'));
      take(files);
    });
  },
};

/**
 * Files of a paste, or a report pasted as text. Text that is typed into a field is left alone, and so is text
 * that is no markup, no JSON and no mail.
 */
function filesOfPaste(event: ClipboardEvent): InputFile[] {
  const target = event.target;
  const inField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (inField || !event.clipboardData) return [];
  const files = inputFiles(event.clipboardData.files);
  if (files.length > 0) return files;
  const file = fileOfText(event.clipboardData.getData('text/plain'));
  return file ? [file] : [];
}

/** A pasted text as a file, where it can be a report: XML, JSON, or a mail with headers. */
export function fileOfText(text: string): InputFile | null {
  const start = text.trimStart().slice(0, 2000);
  const looksRight = start.startsWith('<') || start.startsWith('{') || /^[A-Za-z][\w-]*:\s/.test(start);
  return looksRight ? { name: pastedName(start), blob: new Blob([text]) } : null;
}

function pastedName(start: string): string {
  if (start.startsWith('<')) return 'pasted.xml';
  return start.startsWith('{') ? 'pasted.json' : 'pasted.eml';
}
