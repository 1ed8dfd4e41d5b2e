import { Search } from 'lucide-preact';

/** A field that filters what is on the page while one types. */
export function SearchField(props: { label: string; value: string; onInput: (value: string) => void }) {
  return (
    <label class="search">
      <span class="hidden-visually">{props.label}</span>
      <Search size={16} />
      <input
        type="search"
        placeholder={props.label}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}
