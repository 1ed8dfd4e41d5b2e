import { FileDown } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { textsOf } from '../state/language.ts';
import { shellTexts } from './shell-texts.ts';

/** Says, while files are dragged over the window, that they can be dropped anywhere. */
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
    const drop = () => {
      depth = 0;
      setOver(false);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!over) return null;
  const t = textsOf(shellTexts);
  return (
    <div class="drop-cover">
      <FileDown size={40} />
      <span>{t.drop}</span>
      <span class="small">{t.dropHint}</span>
    </div>
  );
}
