import { useEffect, useState } from 'preact/hooks';
import type { ShelfItem } from '../../../core/engine/intake/face.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Busy } from '../../components/busy.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { importTexts } from './texts.ts';

/** As much of a file as is shown: enough to see what it is, and never so much that the page stalls. */
const PREVIEW_BYTES = 4096;

/** The beginning of a file on the shelf, as text or as bytes in hexadecimal. */
export function ShelfPreview({ item, onClose }: { item: ShelfItem; onClose: () => void }) {
  const t = textsOf(importTexts);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    void getEngine()
      .intake.shelfBytes(item.id)
      .then(async (blob) =>
        setText(readable(new Uint8Array(await blob.slice(0, PREVIEW_BYTES).arrayBuffer()))),
      );
  }, [item.id]);
  return (
    <Dialog title={item.path} size="wide" onClose={onClose}>
      <p>{refusalSentence(item.refusal, language.value)}</p>
      <h3>{t.preview(number(Math.min(PREVIEW_BYTES, item.size)))}</h3>
      {text === null ? (
        <Busy />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <pre class="preview" tabIndex={0}>
          {text}
        </pre>
      )}
    </Dialog>
  );
}

/** Text where the bytes are text, else a hexadecimal dump of 16 bytes a line. */
export function readable(data: Uint8Array): string {
  const control = data.filter((b) => b < 32 && b !== 9 && b !== 10 && b !== 13).length;
  if (control <= data.length / 50) return new TextDecoder().decode(data);
  const lines: string[] = [];
  for (let at = 0; at < data.length; at += 16) {
    const part = [...data.subarray(at, at + 16)];
    const hex = part.map((b) => b.toString(16).padStart(2, '0')).join(' ');
    const letters = part.map((b) => (b >= 32 && b < 127 ? String.fromCharCode(b) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${letters}`);
  }
  return lines.join('\n');
}
