import { ClipboardPaste, FileDown, FileUp, FolderUp } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { pickFolder } from '../../intake/folder-picker.ts';
import { fileOfText } from '../../intake/paste.ts';
import { pickFiles } from '../../intake/picker.ts';
import { enqueueFiles } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { importTexts } from './texts.ts';

/** Picker, folder picker, paste; dropping works anywhere on the window. */
export function ImportWays() {
  const t = textsOf(importTexts);
  const [pasting, setPasting] = useState(false);
  return (
    <section class="card drop-card">
      <FileDown size={28} class="empty-icon" aria-hidden="true" />
      <div class="stack tight spring">
        <h2>{t.drop}</h2>
        <p class="muted small">{t.kinds}</p>
      </div>
      <div class="row">
        <Button kind="primary" onClick={async () => enqueueFiles(await pickFiles())}>
          <FileUp size={16} aria-hidden="true" />
          {t.pick}
        </Button>
        <Button onClick={async () => enqueueFiles(await pickFolder())}>
          <FolderUp size={16} aria-hidden="true" />
          {t.folder}
        </Button>
        <Button onClick={() => setPasting(true)}>
          <ClipboardPaste size={16} aria-hidden="true" />
          {t.paste}
        </Button>
      </div>
      {pasting && <PasteDialog onClose={() => setPasting(false)} />}
    </section>
  );
}

function PasteDialog({ onClose }: { onClose: () => void }) {
  const t = textsOf(importTexts);
  const [text, setText] = useState('');
  const file = fileOfText(text);
  return (
    <Dialog
      title={t.pasteTitle}
      size="wide"
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            disabled={!file}
            onClick={() => {
              if (file) enqueueFiles([file]);
              onClose();
            }}
          >
            {t.pasteGo}
          </Button>
        </>
      }
    >
      <label class="field">
        <span>{t.pasteLabel}</span>
        <textarea rows={14} value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      {text.trim() !== '' && !file && <p role="alert">{t.pasteBad}</p>}
    </Dialog>
  );
}
