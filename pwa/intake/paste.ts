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
 * that is no markup, no JSON, no mail and no packed file.
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

/** What a pasted text can be, by its start, and the name it gets. What it is in the end, its content says. */
const KINDS: [start: RegExp, name: string][] = [
  [/^</, 'pasted.xml'],
  [/^[{[]/, 'pasted.json'],
  [/^(?:>?From \S|[A-Za-z][\w.-]*[ \t]*:\s)/, 'pasted.eml'],
  // A packed file as mails carry it: base64, a data URL, uuencode
  [/^(?:data:\S*;base64,|begin [0-7]{3,4} \S)/, 'pasted.txt'],
  [/^[A-Za-z0-9+/_-]{40,}(?:\s+[A-Za-z0-9+/_-]+)*\s*={0,2}\s*$/, 'pasted.txt'],
];

/** A pasted text as a file, where it can be a report: XML, JSON, a mail with headers, or a packed file in letters. */
export function fileOfText(text: string): InputFile | null {
  const start = text.trimStart().slice(0, 2000).trimEnd();
  const kind = KINDS.find(([pattern]) => pattern.test(start));
  return kind ? { name: kind[1], blob: new Blob([text]) } : null;
}
