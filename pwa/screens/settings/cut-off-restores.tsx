import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { useQuery } from '../../state/use-query.ts';
import { waitingTexts } from './waiting-texts.ts';

/** Restores that ended in the middle, each with the way on: the same file again. */
export function CutOffRestores({ disabled, onResume }: { disabled: boolean; onResume(): Promise<void> }) {
  const t = textsOf(waitingTexts);
  const query = useQuery('cut-off', (engine) => engine.exchange.cutOffRestores(), ['waiting']);
  const all = query.data ?? [];
  if (all.length === 0) return null;
  return (
    <div class="stack tight" data-cut-off={all.length}>
      <h3>{t.cutOffTitle}</h3>
      <ul class="plain-list" aria-label={t.cutOffTitle}>
        {all.map(({ id, at, made, done, total }) => (
          <li key={id} class="row">
            <span class="spring">
              {made !== null && `${t.cutOffOf(moment(made))} `}
              {t.cutOff(moment(at), number(done), number(total))}
            </span>
            <Button disabled={disabled} onClick={onResume}>
              {t.resume}
            </Button>
            <Button kind="quiet" disabled={disabled} onClick={() => getEngine().exchange.forgetRestore(id)}>
              {t.forget}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
