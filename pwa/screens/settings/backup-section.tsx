import { Download, Upload } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { RestorePreview, RestoreTake } from '../../../core/engine/exchange/face.ts';
import type { Refusal } from '../../../core/model/report.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { pickFiles } from '../../intake/picker.ts';
import { backupWork, runBackupWork } from '../../state/backup-work.ts';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { importing } from '../../state/imports.ts';
import { language, textsOf } from '../../state/language.ts';
import { saveBlob } from '../../state/save-blob.ts';
import { toast } from '../../state/toasts.ts';
import { BackupRunning } from './backup-running.tsx';
import { backupTexts } from './backup-texts.ts';
import { CutOffRestores } from './cut-off-restores.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { PassphraseDialog } from './passphrase-dialog.tsx';
import { RestoreChoice } from './restore-choice.tsx';
import { restoreProblems } from './restore-problems.ts';
import { StandingBackupPart } from './standing-backup-part.tsx';
import { settingsTexts } from './texts.ts';

/** Everything out to one file, and back in. */
export function BackupSection() {
  const t = textsOf(settingsTexts);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState('');
  const [fault, setFault] = useState<Error | null>(null);
  const [locked, setLocked] = useState<{ file: Blob; problem: string | null } | null>(null);
  const [found, setFound] = useState<{ file: Blob; preview: RestorePreview; passphrase?: string } | null>(
    null,
  );
  const sentence = (refusal: Refusal) => refusalSentence(refusal, language.value);
  const begin = () => {
    setProblem('');
    setFault(null);
    setFound(null);
  };
  const fail = (error: unknown) => setFault(error instanceof Error ? error : new Error(String(error)));

  const write = async (passphrase: string) => {
    setAsking(false);
    begin();
    const day = new Date().toISOString().slice(0, 10);
    const options = passphrase === '' ? {} : { passphrase };
    try {
      const result = await runBackupWork('export', () => getEngine().exchange.exportAll(options));
      if (result.ok) {
        saveBlob(result.file, `rualens-${day}.rualens${passphrase === '' ? '' : '.age'}`);
        await getEngine().exchange.noteBackup(result.mark);
      } else if (result.refusal.code === 'backup-cancelled') setProblem(textsOf(backupTexts).exportCancelled);
      else setProblem(sentence(result.refusal));
    } catch (error) {
      fail(error);
    }
  };
  const look = async (file: Blob, passphrase?: string) => {
    begin();
    try {
      const result = await getEngine().exchange.previewRestore(file, passphrase);
      const code = result.ok ? '' : result.refusal.code;
      const again = code === 'backup-passphrase-wrong';
      if (!result.ok && (again || code === 'backup-passphrase')) {
        setLocked({ file, problem: again ? sentence(result.refusal) : null });
        return;
      }
      setLocked(null);
      if (!result.ok) setProblem(sentence(result.refusal));
      else setFound({ file, preview: result.preview, ...(passphrase !== undefined && { passphrase }) });
    } catch (error) {
      setLocked(null);
      fail(error);
    }
  };
  const read = async (file: Blob, take: RestoreTake) => {
    begin();
    try {
      const done = await runBackupWork('restore', () => getEngine().exchange.importBackup(file, take));
      setProblem(restoreProblems(done));
      if (!done.refusal || done.reports > 0) {
        toast(t.backupDone(number(done.reports), number(done.decisions), number(done.domains)));
      }
    } catch (error) {
      fail(error);
    }
    importing.value = null;
  };

  const choose = async () => {
    const [file] = await pickFiles();
    if (file) await look(file.blob);
  };

  const work = backupWork.value?.what;
  return (
    <section class="card stack">
      <h2>{t.backup}</h2>
      <p class="muted">{t.backupLead}</p>
      <div class="row">
        <Button disabled={work !== undefined} onClick={() => setAsking(true)}>
          <Download size={16} aria-hidden="true" />
          {work === 'export' ? t.exporting : t.export}
        </Button>
        <Button disabled={work !== undefined} onClick={choose}>
          <Upload size={16} aria-hidden="true" />
          {work === 'restore' ? t.importing : t.import}
        </Button>
      </div>
      <BackupRunning />
      <CutOffRestores disabled={work !== undefined} onResume={choose} />
      {asking && (
        <ExportDialog onExport={(passphrase) => void write(passphrase)} onClose={() => setAsking(false)} />
      )}
      {locked && (
        <PassphraseDialog
          problem={locked.problem}
          onOpen={(passphrase) => look(locked.file, passphrase)}
          onClose={() => setLocked(null)}
        />
      )}
      {found && (
        <RestoreChoice
          preview={found.preview}
          onRestore={(take) =>
            void read(found.file, {
              ...take,
              ...(found.passphrase !== undefined && { passphrase: found.passphrase }),
            })
          }
          onCancel={() => setFound(null)}
        />
      )}
      <StandingBackupPart />
      {problem !== '' && <p role="alert">{problem}</p>}
      {fault && <Failure error={fault} />}
    </section>
  );
}
