import { useState } from 'preact/hooks';
import type { RestorePreview, RestoreTake } from '../../../core/engine/exchange/face.ts';
import { Button } from '../../components/button.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { restoreTexts } from './restore-texts.ts';

/** What an export would change here, and what of it is taken only where the user says so. */
export function RestoreChoice(props: {
  preview: RestorePreview;
  onRestore(take: RestoreTake): void;
  onCancel(): void;
}) {
  const { preview } = props;
  const t = textsOf(restoreTexts);
  const [take, setTake] = useState<RestoreTake>({});
  const decisions = Object.values(preview.decisions).reduce((sum, it) => sum + it, 0);
  const asked: [keyof RestoreTake & string, string][] = [];
  if (preview.confirms.length > 0) asked.push(['confirmations', t.confirms(preview.confirms.join(', '))]);
  if (Object.keys(preview.askedSettings).length > 0) asked.push(['settings', t.settings]);
  if (preview.hosts.length > 0) asked.push(['hosts', t.hosts(preview.hosts.join(', '))]);
  if (preview.deletedHere > 0) asked.push(['deletedReports', t.deleted(number(preview.deletedHere))]);
  return (
    <div class="stack" data-restore>
      <p>{t.changes(number(preview.reports - preview.deletedHere), number(decisions))}</p>
      {preview.services.length > 0 && <p>{t.services(preview.services.join(', '))}</p>}
      {preview.damage.length > 0 && (
        <p role="alert">{t.damage(preview.damage.map((it) => it.part).join(', '))}</p>
      )}
      {asked.map(([name, text]) => (
        <label class="row" key={name}>
          <input
            type="checkbox"
            checked={take[name] === true}
            onChange={(event) => setTake({ ...take, [name]: event.currentTarget.checked })}
          />
          {text}
        </label>
      ))}
      <div class="row">
        <Button kind="primary" onClick={() => props.onRestore(take)}>
          {t.restore}
        </Button>
        <Button onClick={props.onCancel}>{t.cancel}</Button>
      </div>
    </div>
  );
}
