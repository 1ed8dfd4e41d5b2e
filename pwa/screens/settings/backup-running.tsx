import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { backupWork, cancelBackupWork } from '../../state/backup-work.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { backupTexts } from './backup-texts.ts';

/** How far an export or restore is, and the way to end it. */
export function BackupRunning() {
  const t = textsOf(backupTexts);
  const work = backupWork.value;
  if (!work) return null;
  const { what, done, total, cancelling } = work;
  const title = what === 'export' ? t.exporting : t.restoring;
  return (
    <div class="stack tight" data-backup-running={what}>
      <p role="status">{cancelling ? t.cancelling : title}</p>
      <Progress done={done} total={total} label={title} />
      <div class="row">
        <Button disabled={cancelling} onClick={cancelBackupWork}>
          {t.cancel}
        </Button>
        {total > 0 && <span class="muted small">{t.documents(number(done), number(total))}</span>}
      </div>
    </div>
  );
}
