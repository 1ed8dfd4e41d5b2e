import { CircleAlert, CircleCheck, CircleDashed } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { SenderDetails } from '../../../core/engine/senders/face.ts';
import type { AdvicePoint } from '../../../core/model/advice.ts';
import { adviceSentence } from '../../../core/words/advice.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { undoable } from '../../state/undoable.ts';
import { showDecision } from './shown-decisions.ts';
import { reportsTexts } from './texts.ts';

/** Addresses of a sender that Ignored is said of: those that are Not in the record. */
function addressesOf(details: SenderDetails): string[] {
  return details.addresses.filter((row) => row.status === 'not').map((row) => row.address);
}

/**
 * Asks before senders are ignored: the points for and against with their figures, what it means, a note, and a
 * confirmation against a warning.
 */
export function IgnoreDialog(props: {
  domain: string;
  senders: SenderDetails[];
  onClose: (done: boolean) => void;
}) {
  const { domain, senders, onClose } = props;
  const t = textsOf(reportsTexts).ignore;
  const [note, setNote] = useState('');
  const [sure, setSure] = useState(false);
  const name = senders.length === 1 ? (senders[0]?.row.name ?? '') : t.several(number(senders.length));
  const addresses = senders.flatMap(addressesOf);
  return (
    <Dialog
      title={t.title(name)}
      onClose={() => onClose(false)}
      foot={
        <>
          <Button onClick={() => onClose(false)}>{textsOf(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            disabled={!sure}
            onClick={() => {
              onClose(true);
              void ignore(domain, senders, note.trim());
            }}
          >
            {t.go}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
      {senders.map((details) => (
        <section key={details.row.key} class="stack tight">
          {senders.length > 1 && <h3>{details.row.name}</h3>}
          <Points title={t.pointsFor} points={details.advice.filter((p) => p.side === 'for')} />
          <Points title={t.pointsAgainst} points={details.advice.filter((p) => p.side === 'against')} />
        </section>
      ))}
      <p class="muted">{addresses.length === 1 ? t.coversOne : t.covers(number(addresses.length))}</p>
      <label class="field">
        <span>{t.note}</span>
        <input
          type="text"
          maxLength={200}
          value={note}
          onInput={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      <label class="choice">
        <input type="checkbox" checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
        <span>{t.warn}</span>
      </label>
    </Dialog>
  );
}

/** Shown at once, with a way back. */
async function ignore(domain: string, senders: SenderDetails[], note: string): Promise<void> {
  const t = textsOf(reportsTexts).ignore;
  const keys = senders.map((details) => details.row.key);
  await undoable({
    text: senders.length === 1 ? t.done(senders[0]?.row.name ?? '') : t.doneSeveral(number(senders.length)),
    act: () =>
      showDecision(domain, keys, true, async () => {
        for (const details of senders) {
          await getEngine().senders.ignore(domain, details.row.key, addressesOf(details), note);
        }
      }),
    undo: () =>
      showDecision(domain, keys, false, () =>
        getEngine().senders.unignore(domain, senders.flatMap(addressesOf)),
      ),
  });
}

/** Points that hold stand first; those looked at and not found are there as well, quieter. */
function Points({ title, points }: { title: string; points: AdvicePoint[] }) {
  const sorted = points.toSorted((a, b) => Number(b.applies) - Number(a.applies));
  return (
    <>
      <h3>{title}</h3>
      <ul class="points">
        {sorted.map((point) => (
          <li key={point.code} data-side={point.applies ? point.side : undefined}>
            <PointIcon point={point} />
            <span>{adviceSentence(point, language.value)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function PointIcon({ point }: { point: AdvicePoint }) {
  const Icon = point.applies ? (point.side === 'for' ? CircleCheck : CircleAlert) : CircleDashed;
  return <Icon size={16} aria-hidden="true" />;
}
