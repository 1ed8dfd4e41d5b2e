import { useState } from 'preact/hooks';
import type { ResolverChoice } from '../../core/model/settings.ts';
import { textsOf } from '../state/language.ts';
import { closeResolverDialog, resolverDialogAdds, resolverDialogOpen } from '../state/resolver-choice.ts';
import { requestResolver } from '../state/resolvers.ts';
import { saveSettings, settings } from '../state/settings.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ResolverForm } from './resolver-form.tsx';
import { shellTexts } from './shell-texts.ts';

/** Asks, when DNS is first needed, who may answer. Nothing is asked of DNS before. */
export function ResolverDialog() {
  return resolverDialogOpen.value ? <OpenDialog /> : null;
}

function OpenDialog() {
  const t = textsOf(shellTexts).chooseResolver;
  const further = resolverDialogAdds.value;
  const known = settings.value?.resolvers ?? [];
  const before = further ? null : (known[0] ?? null);
  const [choice, setChoice] = useState<ResolverChoice | null>(before);
  // Off until chosen: a question about a sender's address can be seen by whoever runs its reverse zone.
  const [names, setNames] = useState(settings.value?.nameSenders === 'on');
  return (
    <Dialog
      title={further ? t.titleAdd : t.title}
      onClose={closeResolverDialog}
      foot={
        <>
          <Button onClick={closeResolverDialog}>{t.later}</Button>
          <Button
            kind="primary"
            disabled={!choice}
            onClick={async () => {
              if (!choice || !(await requestResolver(choice))) return;
              await saveSettings({
                resolvers: chain(choice, known, further),
                ...(further ? {} : { noNetwork: false, nameSenders: names ? 'on' : 'off' }),
              });
              resolverDialogOpen.value = false;
            }}
          >
            {t.save}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
      <p class="muted">{t.confirmedOnly}</p>
      <ResolverForm initial={before} further={further} onChange={setChoice} />
      {choice?.id !== 'none' && !further && (
        <label class="choice">
          <input
            type="checkbox"
            checked={names}
            onChange={(event) => setNames(event.currentTarget.checked)}
          />
          <span>{t.names}</span>
          <span class="small muted">{t.namesHint}</span>
        </label>
      )}
    </Dialog>
  );
}

/** The order of asking: a further one comes last, a first one takes the place of the first; none asks nobody. */
function chain(choice: ResolverChoice, known: ResolverChoice[], further: boolean): ResolverChoice[] {
  if (choice.id === 'none') return [choice];
  const others = known.filter((each) => each.id !== 'none' && each.url !== choice.url);
  return further ? [...others, choice] : [choice, ...others.filter((each) => each !== known[0])];
}
