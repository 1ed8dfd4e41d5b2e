/** A few choices of which one holds, as joined buttons. */
export function Segments<T extends string>(props: {
  label: string;
  options: { id: T; label: string }[];
  current: T | null;
  onChange: (id: T) => void;
}) {
  return (
    <fieldset class="segments" aria-label={props.label}>
      {props.options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === props.current}
          onClick={() => props.onChange(option.id)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
