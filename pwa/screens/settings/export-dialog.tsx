import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { textsOf } from '../../state/language.ts';
import { backupTexts } from './backup-texts.ts';

/** Asks whether the export is encrypted, and with which passphrase; typed twice, since nothing can replace it. */
export function ExportDialog(props: { onExport(passphrase: string): void; onClose(): void }) {
  const t = textsOf(backupTexts);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <Dialog title={t.exportTitle} onClose={props.onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (passphrase !== again) setProblem(t.differ);
          else props.onExport(passphrase);
        }}
      >
        <TextField
          label={t.passphraseOptional}
          type="password"
          value={passphrase}
          hint={passphrase === '' ? t.notEncrypted : t.encrypted}
          problem={null}
          onInput={(value) => {
            setPassphrase(value);
            setProblem(null);
          }}
        />
        <TextField
          label={t.again}
          type="password"
          value={again}
          problem={problem}
          onInput={(value) => {
            setAgain(value);
            setProblem(null);
          }}
        />
        <p class="banner" data-tone="warn">
          {t.lost}
        </p>
        <div class="row">
          <Button kind="primary" submit>
            {passphrase === '' && again === '' ? t.export : t.exportEncrypted}
          </Button>
          <Button onClick={props.onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
