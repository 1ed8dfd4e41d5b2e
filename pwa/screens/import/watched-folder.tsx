import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import {
  allowFolder,
  checkFolder,
  chooseFolder,
  folderState,
  stopWatching,
  type WatchedFolder,
} from '../../intake/watched-folder.ts';
import { ago } from '../../state/format.ts';
import { enqueueFiles, importing } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { importTexts } from './texts.ts';

/** The watched folder: chosen once, looked through whenever the app opens. */
export function WatchedFolderCard() {
  const t = textsOf(importTexts);
  const [folder, setFolder] = useState<WatchedFolder | null>(null);
  const read = async () => setFolder(await folderState());
  // A look ends with the import of what it found
  const idle = importing.value === null;
  useEffect(() => void read(), [idle]);
  if (!folder) return null;
  const look = async () => {
    if (!(await checkFolder(enqueueFiles))) toast(t.folderNothing);
    await read();
  };
  return (
    <section class="card stack">
      <div class="row">
        <h2 class="spring">{t.folderTitle}</h2>
        {folder.state === 'none' && (
          <Button onClick={async () => (await chooseFolder()) && (await look())}>{t.folderChoose}</Button>
        )}
        {folder.state === 'ask' && (
          <Button kind="primary" onClick={async () => (await allowFolder()) && (await look())}>
            {t.folderAllow}
          </Button>
        )}
        {folder.state === 'ready' && <Button onClick={look}>{t.folderCheck}</Button>}
        {(folder.state === 'ask' || folder.state === 'ready') && (
          <Button
            onClick={async () => {
              await stopWatching();
              await read();
            }}
          >
            {t.folderStop}
          </Button>
        )}
      </div>
      <p class="muted">{folder.state === 'unsupported' ? t.folderUnsupported : t.folderLead}</p>
      {(folder.state === 'ask' || folder.state === 'ready') && (
        <p>
          {folder.checked > 0
            ? t.folderState(folder.name, ago(folder.checked, Date.now() / 1000))
            : t.folderNever(folder.name)}
        </p>
      )}
    </section>
  );
}
