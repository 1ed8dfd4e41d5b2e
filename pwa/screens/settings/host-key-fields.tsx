import type { TypedKey } from '../../../core/engine/domains/hosts/face.ts';
import type { HostKind } from '../../../core/model/host.ts';
import { TextField } from '../../components/text-field.tsx';
import { textsOf } from '../../state/language.ts';
import { hostsTexts } from './hosts-texts.ts';

/** A key and its passphrase, with plain words on what each protects. */
export function HostKeyFields(props: {
  kind: HostKind;
  stored: boolean;
  value: TypedKey;
  problem: string | null;
  onChange: (value: TypedKey) => void;
}) {
  const t = textsOf(hostsTexts);
  const { kind, stored, value, problem, onChange } = props;
  const typed = value.key !== '';
  return (
    <>
      {t.keyWarning[kind] && (
        <p class="banner" data-tone="warn">
          {t.keyWarning[kind]}
        </p>
      )}
      <TextField
        label={t.key}
        hint={stored ? `${t.keyKept} ${t.stays}` : t.stays}
        type="password"
        value={value.key}
        problem={problem}
        onInput={(key) => onChange({ ...value, key })}
      />
      {(typed || !stored) && (
        <TextField
          label={t.passphrase}
          hint={value.passphrase === '' ? t.obscuredWarning : t.passphraseHint}
          type="password"
          value={value.passphrase}
          problem={null}
          onInput={(passphrase) => onChange({ ...value, passphrase })}
        />
      )}
    </>
  );
}
