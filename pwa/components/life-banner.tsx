import { engineLife } from '../state/engine-life.ts';
import { failureTexts } from '../state/failure-texts.ts';
import { textsOf } from '../state/language.ts';
import type { EngineLife } from '../worker/life-message.ts';
import { Button } from './button.tsx';

/** Why nothing can be read or stored in this tab, and the way out; nothing while all is well. */
export function LifeBanner() {
  const t = textsOf(failureTexts);
  const life = engineLife.value;
  if (life === 'fine') return null;
  const sentences: Record<Exclude<EngineLife, 'fine'>, string> = {
    outdated: t.outdated,
    blocked: t.blocked,
    'too-new': t.tooNew,
    full: t.openFull,
    failed: t.openFailed,
    ended: t.endedAgain,
  };
  return (
    <div class="banner" data-tone={life === 'blocked' ? 'warn' : 'bad'} data-life={life} role="alert">
      <p>{sentences[life]}</p>
      {life !== 'blocked' && (
        <Button kind="primary" onClick={() => location.reload()}>
          {t.reload}
        </Button>
      )}
    </div>
  );
}
