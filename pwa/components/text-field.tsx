import { useId } from 'preact/hooks';

interface TextFieldProps {
  label: string;
  hint?: string;
  value: string;
  placeholder?: string;
  type?: 'text' | 'number' | 'password';
  /** Several lines. */
  lines?: boolean;
  problem: string | null;
  onInput: (value: string) => void;
}

/** A labelled text field with a hint, or with what is wrong about its text. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const shared = {
    id,
    value: props.value,
    placeholder: props.placeholder ?? '',
    spellcheck: false,
    'aria-invalid': props.problem !== null,
    'aria-describedby': `${id}-note`,
  };
  return (
    <div class="field">
      <label class="muted small" for={id}>
        {props.label}
      </label>
      {props.lines ? (
        <textarea {...shared} rows={3} onInput={(event) => props.onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...shared}
          // The attributes of inputs are typed by each single type.
          type={(props.type ?? 'text') as 'text'}
          autocomplete="off"
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
      <span id={`${id}-note`} class="small">
        {props.problem !== null && (
          <span class="tone-bad" role="alert">
            {props.problem}
          </span>
        )}
        {props.problem === null && props.hint && <span class="muted">{props.hint}</span>}
      </span>
    </div>
  );
}
