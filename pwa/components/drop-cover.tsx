import { FileDown } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { filesOfDrop } from '../intake/drop.ts';
import { filesOfPaste } from '../intake/paste.ts';
import { enqueueFiles } from '../state/imports.ts';
import { say } from '../state/language.ts';
import { go, href } from '../state/router.ts';
import { shellTexts } from './shell-texts.ts';

/** Takes files dropped anywhere on the window, and pasted ones. */
export function DropCover() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    let depth = 0;
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const move = (event: DragEvent) => {
      if (holdsFiles(event)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      go(href('import'));
      void filesOfDrop(event.dataTransfer).then(enqueueFiles);
    };
    const paste = (event: ClipboardEvent) => {
      const files = filesOfPaste(event);
      if (files.length === 0) return;
      event.preventDefault();
      go(href('import'));
      enqueueFiles(files);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', move);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', move);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, []);
  if (!over) return null;
  const t = say(shellTexts);
  return (
    <div class="drop-cover">
      <FileDown size={40} />
      <span>{t.drop}</span>
      <span class="small">{t.dropHint}</span>
    </div>
  );
}
