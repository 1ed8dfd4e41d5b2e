import { useEffect, useState } from 'preact/hooks';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { bytes } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { reportTexts } from './texts.ts';

/** As much of a document as is shown. */
const SHOWN_BYTES = 200_000;

/** The document as it came, as plain text. */
export function XmlDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = textsOf(reportTexts);
  const [blob, setBlob] = useState<Blob | null>(null);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    void getEngine()
      .reports.xml(id)
      .then(async (found) => {
        setBlob(found);
        setText(found ? await found.slice(0, SHOWN_BYTES).text() : t.gone);
      });
  }, [id, t.gone]);
  return (
    <Dialog
      title={t.xml}
      size="wide"
      onClose={onClose}
      foot={blob && <Button onClick={() => saveBlob(blob, name)}>{t.saveXml}</Button>}
    >
      {blob && blob.size > SHOWN_BYTES && <p class="muted">{t.xmlCut(bytes(SHOWN_BYTES))}</p>}
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
