import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { textsOf } from '../../state/language.ts';
import { backupTexts } from './backup-texts.ts';

/** Asks for the passphrase of an encrypted export. `problem`: what came of the last one that was typed. */
export function PassphraseDialog(props: {
  problem: string | null;
  onOpen(passphrase: string): Promise<void>;
  onClose(): void;
}) {
  const t = textsOf(backupTexts);
  const [passphrase, setPassphrase] = useState('');
  const [opening, setOpening] = useState(false);
  return (
    <Dialog title={t.openTitle} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={async (event) => {
          event.preventDefault();
          if (opening || passphrase === '') return;
          setOpening(true);
          await props.onOpen(passphrase);
          setOpening(false);
        }}
      >
        <p>{t.openLead}</p>
        <TextField
          label={t.passphrase}
          type="password"
          value={passphrase}
          problem={opening ? null : props.problem}
          onInput={setPassphrase}
        />
        <div class="row">
          <Button kind="primary" submit disabled={passphrase === ''}>
            {opening ? t.opening : t.open}
          </Button>
          <Button onClick={props.onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
