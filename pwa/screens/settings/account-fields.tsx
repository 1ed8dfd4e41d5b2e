import type {
  AccountFieldProblem,
  AccountOffer,
  TypedSourceKey,
} from '../../../core/engine/sources/accounts/face.ts';
import type { SourceSettings } from '../../../core/model/source.ts';
import { TextField } from '../../components/text-field.tsx';
import { textsOf } from '../../state/language.ts';
import { accountsTexts } from './accounts-texts.ts';

/** Where an account is, and the key to it. */
export function AccountFields(props: {
  settings: SourceSettings;
  offers: readonly AccountOffer[];
  isNew: boolean;
  /** A key is stored. */
  stored: boolean;
  typed: TypedSourceKey;
  problems: readonly AccountFieldProblem[];
  onChange: (part: Partial<SourceSettings>) => void;
  onKey: (key: TypedSourceKey) => void;
}) {
  const t = textsOf(accountsTexts);
  const { settings, offers, stored, typed, onChange, onKey } = props;
  const { kind } = settings;
  const needs = offers.find((each) => each.kind === kind)?.needs ?? [];
  const problemOf = (field: AccountFieldProblem['field']) => {
    const found = props.problems.find((each) => each.field === field);
    return found ? t.problems[found.code](found.detail) : null;
  };
  return (
    <>
      {offers.length > 1 && (
        <div class="stack tight" role="radiogroup" aria-label={t.kind}>
          {offers.map((offer) => (
            <label key={offer.kind} class="choice">
              <input
                type="radio"
                name="account-kind"
                checked={kind === offer.kind}
                disabled={!props.isNew}
                onChange={() => onChange({ kind: offer.kind, folders: [] })}
              />
              <strong>{t.kinds[offer.kind]}</strong>
              <span class="small muted">{t.about[offer.kind]}</span>
            </label>
          ))}
        </div>
      )}
      <TextField
        label={t.name}
        value={settings.name}
        problem={problemOf('name')}
        onInput={(name) => onChange({ name })}
      />
      <TextField
        label={t.url}
        hint={t.urlHint[kind]}
        value={settings.url}
        placeholder="https://mail.example.com"
        problem={problemOf('url')}
        onInput={(url) => onChange({ url, origins: [] })}
      />
      <TextField
        label={t.user[kind]}
        hint={t.userHint[kind]}
        value={settings.user}
        problem={problemOf('user')}
        onInput={(user) => onChange({ user })}
      />
      <TextField
        label={t.key[kind]}
        hint={stored ? `${t.keyKept} ${t.stays}` : t.stays}
        type="password"
        value={typed.key}
        problem={problemOf('key')}
        onInput={(key) => onKey({ ...typed, key })}
      />
      {(typed.key !== '' || !stored) && (
        <TextField
          label={t.passphrase}
          hint={typed.passphrase === '' ? t.obscuredWarning : t.passphraseHint}
          type="password"
          value={typed.passphrase}
          problem={null}
          onInput={(passphrase) => onKey({ ...typed, passphrase })}
        />
      )}
      {needs.includes('bucket') && (
        <>
          <TextField
            label={t.region}
            value={settings.region}
            placeholder="eu-central-1"
            problem={problemOf('region')}
            onInput={(region) => onChange({ region })}
          />
          <TextField
            label={t.prefix}
            value={settings.prefix}
            placeholder="in/"
            problem={null}
            onInput={(prefix) => onChange({ prefix })}
          />
        </>
      )}
    </>
  );
}
