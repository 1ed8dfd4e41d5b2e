import { useState } from 'preact/hooks';
import { Button } from './button.tsx';

/** Asks for the passphrase of a key; it stays open until the app is closed. */
export function UnlockKey(props: {
  text: string;
  texts: { field: string; open: string; wrong: string };
  /** False where the passphrase is wrong. */
  unlock: (passphrase: string) => Promise<boolean>;
}) {
  const { text, texts, unlock } = props;
  const [passphrase, setPassphrase] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      class="banner"
      data-tone="warn"
      onSubmit={async (event) => {
        event.preventDefault();
        setWrong(!(await unlock(passphrase)));
      }}
    >
      <p>{text}</p>
      <label class="row">
        <span class="small">{texts.field}</span>
        <input
          type="password"
          autocomplete="current-password"
          value={passphrase}
          aria-invalid={wrong}
          onInput={(event) => setPassphrase(event.currentTarget.value)}
        />
      </label>
      <Button submit disabled={passphrase === ''}>
        {texts.open}
      </Button>
      {wrong && (
        <span role="alert" class="small">
          {texts.wrong}
        </span>
      )}
    </form>
  );
}
