import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { KEPT_BACKUPS } from '../../state/backup-folder.ts';
import { failureSentence } from '../../state/failure-sentence.ts';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import {
  allowBackupFolder,
  backUpNow,
  chooseBackupFolder,
  standingBackup,
  stopStandingBackup,
} from '../../state/standing-backup.ts';
import { standingBackupTexts } from './standing-backup-texts.ts';

/** The daily backup into a folder: chosen or not, when it was last written, and why it was not. */
export function StandingBackupPart() {
  const t = textsOf(standingBackupTexts);
  const now = standingBackup.value;
  return (
    <div class="stack tight" data-standing-backup={now.state}>
      <h3>{t.title}</h3>
      {now.state === 'unsupported' && <p class="muted">{t.unsupported}</p>}
      {now.state !== 'unsupported' && <p class="muted">{t.lead(number(KEPT_BACKUPS))}</p>}
      {now.state === 'none' && (
        <div class="row">
          <Button onClick={chooseBackupFolder}>{t.choose}</Button>
        </div>
      )}
      {'name' in now && (
        <>
          <p>
            {t.folder(now.name)} {now.last === 0 ? t.never : t.last(moment(now.last), number(now.kept))}
          </p>
          {now.state === 'working' && <p role="status">{t.working}</p>}
          {now.state === 'ask' && <p>{t.ask}</p>}
          {now.problem !== null && (
            <p role="alert">
              {t.failed}{' '}
              {now.problem instanceof Error
                ? failureSentence(now.problem)
                : refusalSentence(now.problem, language.value)}
            </p>
          )}
          <div class="row">
            {now.state === 'ask' && (
              <Button kind="primary" onClick={allowBackupFolder}>
                {t.allow}
              </Button>
            )}
            {now.state === 'ready' && <Button onClick={() => backUpNow()}>{t.now}</Button>}
            <Button kind="quiet" disabled={now.state === 'working'} onClick={stopStandingBackup}>
              {t.stop}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
