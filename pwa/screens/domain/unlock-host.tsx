import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { theEngine } from '../../state/engine.ts';
import { say } from '../../state/language.ts';
import { delegationTexts } from './delegation-texts.ts';

/** Asks for the passphrase of a host's key; it stays open until the app is closed. */
export function UnlockHost({ host }: { host: { id: string; name: string } }) {
  const t = say(delegationTexts).locked;
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      class="banner"
      data-tone="warn"
      onSubmit={async (event) => {
        event.preventDefault();
        const opened = await theEngine().hosts.unlock(host.id, passphrase);
        setWrong(!opened);
      }}
    >
      <p>{t.text(host.name)}</p>
      <label class="row">
        <span class="small">{t.field}</span>
        <input
          type="password"
          autocomplete="current-password"
          value={passphrase}
          aria-invalid={wrong}
          onInput={(event) => setPassphrase(event.currentTarget.value)}
        />
      </label>
      <Button submit disabled={passphrase === ''}>
        {t.open}
      </Button>
      {wrong && (
        <span role="alert" class="small">
          {t.wrong}
        </span>
      )}
    </form>
  );
}
