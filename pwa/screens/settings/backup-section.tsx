import { Download, Upload } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { pickFiles } from '../../intake/picker.ts';
import { changed, theEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { toast } from '../../state/toasts.ts';
import { settingsTexts } from './texts.ts';

/** Everything out to one file, and back in. */
export function BackupSection() {
  const t = say(settingsTexts);
  const [busy, setBusy] = useState(false);
  const [bad, setBad] = useState(false);
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
            saveBlob(await theEngine().exportAll(), `rualens-${day}.rualens`);
            setBusy(false);
          }}
        >
          <Download size={16} aria-hidden="true" />
          {busy ? t.exporting : t.export}
        </Button>
        <Button
          onClick={async () => {
            const [file] = await pickFiles();
            if (!file) return;
            setBad(false);
            try {
              const done = await theEngine().importBackup(file.blob);
              toast(t.backupDone(number(done.reports), number(done.decisions), number(done.domains)));
            } catch {
              setBad(true);
            }
            changed('imports', 'domains', 'senders', 'reports', 'settings');
          }}
        >
          <Upload size={16} aria-hidden="true" />
          {t.import}
        </Button>
      </div>
      {bad && <p role="alert">{t.backupBad}</p>}
    </section>
  );
}
