import { RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { AccountView } from '../../../core/engine/sources/accounts/face.ts';
import { sourceProblemSentence } from '../../../core/words/source-problem.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Menu } from '../../components/menu.tsx';
import { UnlockKey } from '../../components/unlock-key.tsx';
import { getEngine } from '../../state/engine.ts';
import { failureSentence } from '../../state/failure-sentence.ts';
import { ago, moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { accountsTexts } from './accounts-texts.ts';

/** One account: its state, when it was and will be looked at, what came, and what can be done. */
export function AccountItem({ account, onEdit }: { account: AccountView; onEdit: () => void }) {
  const t = textsOf(accountsTexts);
  const { settings, state, problem, figures, key, open } = account;
  const { id, name, paused } = settings;
  const [asking, setAsking] = useState(false);
  const accounts = () => getEngine().accounts;
  const run = (act: Promise<unknown>) => void act.catch((error) => toast(failureSentence(error)));
  const working = state === 'working';
  return (
    <li class="stack tight" data-account={name} data-state={state}>
      <div class="row">
        <strong class="account-name break">{name}</strong>
        <Button label={t.checkNamed(name)} disabled={working} onClick={() => run(accounts().check(id))}>
          <RefreshCw size={16} aria-hidden="true" />
          {t.check}
        </Button>
        <Button
          label={paused ? t.resumeNamed(name) : t.pauseNamed(name)}
          onClick={() =>
            run(
              accounts()
                .setPaused(id, !paused)
                .then(() => (paused ? accounts().check(id) : null)),
            )
          }
        >
          {paused ? t.resume : t.pause}
        </Button>
        <Menu
          label={t.more(name)}
          items={[
            { label: t.editNamed(name), run: onEdit },
            { label: t.all, run: () => run(accounts().checkAll(id)) },
            { label: t.removeNamed(name), danger: true, run: () => setAsking(true) },
          ]}
        />
      </div>
      <span class="small muted">{factsOf(account).join(' · ')}</span>
      <span class="small num">
        <span class="muted">{t.came}: </span>
        {FIGURES.filter((it) => it === 'reports' || figures[it] > 0)
          .map((it) => t.figures[it](number(figures[it])))
          .join(' · ')}
      </span>
      {figures.passed > 0 && (
        <span class="small muted">
          {t.passed(number(figures.passed))}{' '}
          {!settings.everything && (
            <button
              type="button"
              class="link"
              disabled={working}
              onClick={() => run(accounts().checkAll(id))}
            >
              {t.all}
            </button>
          )}
        </span>
      )}
      {problem && problem.code !== 'locked' && (
        <p class="banner" data-tone={account.needsUser ? 'bad' : 'warn'} role="status">
          {sourceProblemSentence(problem, language.value)}
        </p>
      )}
      {key === 'passphrase' && !open && (
        <UnlockKey
          text={t.unlockText(name)}
          texts={{ field: t.unlockField, open: t.unlock, wrong: t.wrong }}
          unlock={async (passphrase) => {
            const opened = await accounts().unlock(id, passphrase);
            if (opened) run(accounts().check(id));
            return opened;
          }}
        />
      )}
      {asking && (
        <Dialog
          title={t.removeNamed(name)}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{textsOf(commonTexts).cancel}</Button>
              <Button
                kind="danger"
                onClick={async () => {
                  await accounts().remove(id);
                  toast(t.removed(name));
                }}
              >
                {t.remove}
              </Button>
            </>
          }
        >
          <p>{t.sure(name)}</p>
        </Dialog>
      )}
    </li>
  );
}

const FIGURES = ['reports', 'duplicates', 'notReports', 'rejected', 'failed'] as const;

function factsOf({ settings, state, succeeded, next, last, total, key }: AccountView): string[] {
  const t = textsOf(accountsTexts);
  const now = Date.now() / 1000;
  const host = URL.canParse(settings.url) ? new URL(settings.url).host : settings.url;
  const when = next !== null && next <= now ? t.soon : next === null ? '' : moment(next);
  return [
    t.kinds[settings.kind],
    host,
    settings.paused && state !== 'working' ? t.paused : t.states[state],
    state === 'working'
      ? t.progress(number(last.listed), total === null ? '' : number(Math.max(total, last.listed)))
      : '',
    succeeded === null ? t.never : t.last(ago(succeeded, now)),
    settings.paused || state === 'working' || when === '' ? '' : t.next(when),
    t.keys[key],
  ].filter(Boolean);
}
