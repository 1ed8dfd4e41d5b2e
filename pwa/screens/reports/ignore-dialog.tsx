import { useState } from 'preact/hooks';
import type { SenderDetails } from '../../../core/model/views.ts';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { changed, theEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { reportsTexts } from './texts.ts';

/** Asks before a sender is ignored: what it means, a note, and a confirmation against a warning. */
export function IgnoreDialog(props: { domain: string; details: SenderDetails; onClose: () => void }) {
  const { domain, details, onClose } = props;
  const t = say(reportsTexts).ignore;
  const [note, setNote] = useState('');
  const [sure, setSure] = useState(false);
  const addresses = details.addresses.filter((a) => a.status !== 'in').map((a) => a.address);
  const { key, name } = details.row;
  return (
    <Dialog
      title={t.title(name)}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>{say(commonTexts).cancel}</Button>
          <Button
            kind="primary"
            disabled={!sure}
            onClick={async () => {
              await theEngine().ignoreSender(domain, key, addresses, note.trim());
              changed('senders', 'domains');
              onClose();
              toast(t.done(name), {
                label: say(commonTexts).undo,
                run: async () => {
                  await theEngine().unignoreSender(domain, addresses);
                  changed('senders', 'domains');
                },
              });
            }}
          >
            {t.go}
          </Button>
        </>
      }
    >
      <p>{t.lead}</p>
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
