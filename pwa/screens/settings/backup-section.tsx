import { Download, Upload } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { RestorePreview, RestoreTake } from '../../../core/engine/exchange/face.ts';
import type { Refusal } from '../../../core/model/report.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { pickFiles } from '../../intake/picker.ts';
import { theEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { importing } from '../../state/imports.ts';
import { language, say } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { toast } from '../../state/toasts.ts';
import { RestoreChoice } from './restore-choice.tsx';
import { settingsTexts } from './texts.ts';

/** Everything out to one file, and back in. */
export function BackupSection() {
  const t = say(settingsTexts);
  const [busy, setBusy] = useState(false);
  const [reading, setReading] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [fault, setFault] = useState<Error | null>(null);
  const [found, setFound] = useState<{ file: Blob; preview: RestorePreview } | null>(null);
  const look = async (file: Blob) => {
    setRefusal(null);
    setFault(null);
    try {
      const result = await theEngine().exchange.previewRestore(file);
      if (result.ok) setFound({ file, preview: result.preview });
      else setRefusal(result.refusal);
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const read = async (file: Blob, take: RestoreTake) => {
    setFound(null);
    setReading(true);
    try {
      const done = await theEngine().exchange.importBackup(file, take);
      setRefusal(done.refusal);
      if (!done.refusal || done.reports > 0) {
        toast(t.backupDone(number(done.reports), number(done.decisions), number(done.domains)));
      }
    } catch (error) {
      setFault(error instanceof Error ? error : new Error(String(error)));
    }
    setReading(false);
    importing.value = null;
  };
  return (
    <section class="card stack">
      <h2>{t.backup}</h2>
      <p class="muted">{t.backupLead}</p>
      <div class="row">
        <Button
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            const day = new Date().toISOString().slice(0, 10);
            const result = await theEngine().exchange.exportAll();
            if (result.ok) saveBlob(result.file, `rualens-${day}.rualens`);
            setRefusal(result.ok ? null : result.refusal);
            setBusy(false);
          }}
        >
          <Download size={16} aria-hidden="true" />
          {busy ? t.exporting : t.export}
        </Button>
        <Button
          disabled={reading}
          onClick={async () => {
            const [file] = await pickFiles();
            if (file) await look(file.blob);
          }}
        >
          <Upload size={16} aria-hidden="true" />
          {reading ? t.importing : t.import}
        </Button>
      </div>
      {found && (
        <RestoreChoice
          preview={found.preview}
          onRestore={(take) => void read(found.file, take)}
          onCancel={() => setFound(null)}
        />
      )}
      {refusal && <p role="alert">{refusalSentence(refusal, language.value)}</p>}
      {fault && <Failure error={fault} />}
    </section>
  );
}
