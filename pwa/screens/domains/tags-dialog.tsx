import { useState } from 'preact/hooks';
import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Segments } from '../../components/segments.tsx';
import { TextField } from '../../components/text-field.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { undoable } from '../../state/undoable.ts';
import { changedTags } from './tag-totals.ts';
import { tagsTexts } from './tags-texts.ts';

/** Gives the shown domains a tag, or takes one away, with one way back for all. */
export function TagsButton({ rows }: { rows: DomainRow[] }) {
  const t = textsOf(tagsTexts);
  const [open, setOpen] = useState(false);
  if (rows.length === 0) return null;
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        {t.open(number(rows.length))}
      </Button>
      {open && <TagsDialog rows={rows} onClose={() => setOpen(false)} />}
    </>
  );
}

/** Characters of a tag. */
const MAX_TAG = 60;

function TagsDialog({ rows, onClose }: { rows: DomainRow[]; onClose: () => void }) {
  const t = textsOf(tagsTexts);
  const [tag, setTag] = useState('');
  const [how, setHow] = useState<'add' | 'remove'>('add');
  // A comma separates tags where they are typed.
  const name = tag.replaceAll(',', ' ').trim().slice(0, MAX_TAG);
  const changed = changedTags(rows, name, how);
  const known = [...new Set(rows.flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b));
  const apply = () => {
    const domains = new Set(changed.map(({ domain }) => domain));
    const before = rows
      .filter((row) => domains.has(row.domain))
      .map(({ domain, tags }) => ({ domain, tags }));
    onClose();
    void undoable({
      text: t.done(name, number(changed.length)),
      act: () => getEngine().domains.setTagsOf(changed),
      undo: () => getEngine().domains.setTagsOf(before),
    });
  };
  return (
    <Dialog
      title={t.title(number(rows.length))}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button kind="primary" disabled={changed.length === 0} onClick={apply}>
            {t.apply}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p class="muted">{t.lead}</p>
        <TextField label={t.name} value={tag} problem={null} onInput={setTag} />
        {known.length > 0 && (
          <p class="row">
            {known.slice(0, 20).map((each) => (
              <button
                key={each}
                type="button"
                class="chip"
                aria-pressed={each === name}
                onClick={() => setTag(each)}
              >
                {each}
              </button>
            ))}
          </p>
        )}
        <Segments
          label={t.how}
          options={[
            { id: 'add', label: t.add },
            { id: 'remove', label: t.remove },
          ]}
          current={how}
          onChange={setHow}
        />
        <p role="status">{t.changes(number(changed.length))}</p>
      </div>
    </Dialog>
  );
}
