/** A setting that is on or off. */
export function Switch(props: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void | Promise<void>;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        role="switch"
        aria-checked={props.checked}
        checked={props.checked}
        onChange={(event) => void props.onChange(event.currentTarget.checked)}
      />
      <span>{props.label}</span>
      {props.hint && <span class="small muted">{props.hint}</span>}
    </label>
  );
}
