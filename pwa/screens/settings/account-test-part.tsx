import type { AccountTest } from '../../../core/engine/sources/accounts/face.ts';
import type { SourceSettings } from '../../../core/model/source.ts';
import { sourceProblemSentence } from '../../../core/words/source-problem.ts';
import { Button } from '../../components/button.tsx';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { accountsTexts } from './accounts-texts.ts';

/** The test of an account, what it found, and what can be chosen by it. */
export function AccountTestPart(props: {
  test: AccountTest | 'asking' | null;
  settings: SourceSettings;
  onTest: () => void;
  onAllow: (origin: string) => void;
  onFolders: (folders: SourceSettings['folders']) => void;
}) {
  const t = textsOf(accountsTexts);
  const { test, settings } = props;
  const found = test !== null && test !== 'asking' && test.ok ? test : null;
  const problem = test !== null && test !== 'asking' && !test.ok ? test.problem : null;
  return (
    <>
      <div class="row">
        <Button disabled={test === 'asking'} onClick={props.onTest}>
          {t.test}
        </Button>
        <span role="status" data-test={found ? 'true' : problem ? problem.code : undefined}>
          {test === 'asking' && t.testing}
          {found &&
            (found.items === 0 ? t.testEmpty : t.testGood(found.items === null ? null : number(found.items)))}
          {problem && problem.code !== 'other-origin' && sourceProblemSentence(problem, language.value)}
        </span>
      </div>
      {problem?.code === 'other-origin' && (
        <div class="banner" data-tone="warn" role="alert">
          <p>{t.allowText(problem.detail)}</p>
          <Button onClick={() => props.onAllow(problem.detail)}>{t.allow(problem.detail)}</Button>
        </div>
      )}
      {found?.mayWrite && (
        <p class="banner" data-tone="warn">
          {t.mayWrite}
        </p>
      )}
      {found && found.folders.length > 1 && (
        <fieldset class="stack tight">
          <legend class="muted small">{t.folders}</legend>
          {found.folders.map(({ id, name, total, inbox }) => {
            const chosen =
              settings.folders.length === 0 ? inbox : settings.folders.some((it) => it.id === id);
            return (
              <label key={id} class="row">
                <input
                  type="checkbox"
                  checked={chosen}
                  onChange={(event) =>
                    props.onFolders(withFolder(found.folders, settings, id, event.currentTarget.checked))
                  }
                />
                <span class="break">{name}</span>
                <span class="muted small num">{t.messages(number(total))}</span>
              </label>
            );
          })}
          <span class="muted small">{t.foldersHint}</span>
        </fieldset>
      )}
    </>
  );
}

/** The chosen mailboxes with one more, or one less; none chosen stands for the Inbox. */
function withFolder(
  all: readonly { id: string; name: string; inbox: boolean }[],
  { folders }: SourceSettings,
  id: string,
  wanted: boolean,
): SourceSettings['folders'] {
  const now = new Set(
    folders.length === 0 ? all.filter((it) => it.inbox).map((it) => it.id) : folders.map((it) => it.id),
  );
  if (wanted) now.add(id);
  else now.delete(id);
  return all.filter((it) => now.has(it.id)).map(({ id: one, name }) => ({ id: one, name }));
}
