import { useEffect, useState } from 'preact/hooks';
import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import type { SenderClassWord } from '../../../core/model/decisions.ts';
import { saidWord } from '../../../core/words/sender-need.ts';
import { Segments } from '../../components/segments.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { undoable } from '../../state/undoable.ts';
import { reportsTexts } from './texts.ts';

const CHOICES = ['ours', 'forwarder', 'not-ours'] as const;

/** What the user says that a sender is: shown at once, kept with who, when and why, with a way back. */
export function SaidChoice({ domain, details }: { domain: string; details: SenderDetails }) {
  const t = textsOf(reportsTexts).said;
  const { row } = details;
  const known = row.said?.as ?? null;
  const [shown, setShown] = useState<SenderClassWord | null>(known);
  const [note, setNote] = useState(row.said?.note ?? '');
  useEffect(() => setShown(known), [known, row.key]);
  const decide = (as: SenderClassWord | null, why: string) => {
    const before = { as: shown, note: row.said?.note ?? '' };
    setShown(as);
    return undoable({
      text: as === null ? t.takenBack(row.name) : t.done(row.name, saidWord(as, language.value)),
      act: () => getEngine().senders.say(domain, row.key, as, why),
      undo: async () => {
        setShown(before.as);
        await getEngine().senders.say(domain, row.key, before.as, before.note);
      },
      failed: () => setShown(before.as),
    });
  };
  return (
    <section class="stack tight" aria-label={t.title} data-said={shown ?? ''}>
      <h3>{t.title}</h3>
      <Segments
        label={t.title}
        options={[
          { id: 'open', label: t.open },
          ...CHOICES.map((id) => ({ id, label: saidWord(id, language.value) })),
        ]}
        current={shown ?? 'open'}
        onChange={(id) => void decide(CHOICES.find((each) => each === id) ?? null, note.trim())}
      />
      {shown !== null && (
        <label class="field">
          <span class="small muted">{t.note}</span>
          <input
            type="text"
            maxLength={200}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
            onChange={() => void getEngine().senders.say(domain, row.key, shown, note.trim())}
          />
        </label>
      )}
      {row.said && <p class="small muted">{t.by(row.said.by, moment(row.said.at))}</p>}
    </section>
  );
}
