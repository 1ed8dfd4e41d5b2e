import { useState } from 'preact/hooks';
import { getEngine } from '../state/engine.ts';
import { textsOf } from '../state/language.ts';
import { getPlatform } from '../state/platform.ts';
import { toast } from '../state/toasts.ts';
import { useQuery } from '../state/use-query.ts';
import { BackupReminder } from './backup-reminder.tsx';
import { Button } from './button.tsx';
import { LifeBanner } from './life-banner.tsx';
import { shellTexts } from './shell-texts.ts';

/** What concerns the whole app: a waiting update, and that one looks at sample data. */
export function Banners() {
  const t = textsOf(shellTexts);
  const sample = useQuery('sample', (engine) => engine.intake.hasSample(), ['imports', 'domains']);
  const [removing, setRemoving] = useState(false);
  const update = getPlatform().update;
  return (
    <>
      <LifeBanner />
      <BackupReminder />
      {update?.waiting.value && (
        <div class="banner" role="status">
          <p>{t.update}</p>
          <Button kind="primary" onClick={() => update.apply()}>
            {t.applyUpdate}
          </Button>
        </div>
      )}
      {sample.data && (
        <div class="banner no-print">
          <p>{t.sample}</p>
          <Button
            disabled={removing}
            onClick={async () => {
              setRemoving(true);
              await getEngine().intake.removeSample();
              setRemoving(false);
              toast(t.sampleRemoved);
            }}
          >
            {t.removeSample}
          </Button>
        </div>
      )}
    </>
  );
}
