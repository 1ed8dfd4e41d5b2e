import { useState } from 'preact/hooks';
import { standingBackupTexts } from '../screens/settings/standing-backup-texts.ts';
import { number } from '../state/format.ts';
import { textsOf } from '../state/language.ts';
import { rememberedNumber, rememberNumber } from '../state/remembered.ts';
import { go, href } from '../state/router.ts';
import { useQuery } from '../state/use-query.ts';
import { Button } from './button.tsx';

/** *Not now* holds for a week. */
const LATER_MS = 7 * 86_400_000;
const KEY = 'backup-later';

/** Says that the last backup is old and much was decided since. */
export function BackupReminder() {
  const t = textsOf(standingBackupTexts);
  const [later, setLater] = useState(() => rememberedNumber(KEY));
  const query = useQuery('backup-state', (engine) => engine.exchange.backupState(), [
    ...(['domains', 'senders', 'alerts', 'settings'] as const),
  ]);
  const state = query.data;
  // *Not now* of a clock that was far ahead does not silence it for longer.
  const isSilenced = Date.now() < later && later <= Date.now() + LATER_MS;
  if (!state?.due || isSilenced) return null;
  const decisions = number(state.decisions);
  const days = state.last === null ? 0 : Math.floor((Date.now() / 1000 - state.last) / 86_400);
  return (
    <div class="banner no-print" data-tone="warn" data-backup-reminder role="status">
      <p>{state.last === null ? t.dueNever(decisions) : t.due(decisions, number(days))}</p>
      <Button kind="primary" onClick={() => go(href('settings'))}>
        {t.look}
      </Button>
      <Button
        onClick={() => {
          const until = Date.now() + LATER_MS;
          rememberNumber(KEY, until);
          setLater(until);
        }}
      >
        {t.later}
      </Button>
    </div>
  );
}
