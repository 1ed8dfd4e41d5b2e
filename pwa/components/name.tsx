import { isAltered, visibleText } from '../../core/lib/visible-text.ts';

/**
 * A name that came from a report, a mail or DNS: isolated from the text around it, and broken only behind the dots of a
 * domain or the colons of an address. What it may not be taken for, `guardShownText` and `NameWarning` see to.
 */
export function Name({ of: name }: { of: string }) {
  return (
    <bdi class="name" data-long={LONG.test(name) ? '' : undefined}>
      {isPlain(name) ? parts(name).map((part, at) => [at > 0 && <wbr key={part} />, part]) : name}
    </bdi>
  );
}

/** A label that would widen a table: broken where it must be. */
const LONG = /[^.:\s-]{25}/;

/** A name with hidden or mixed characters is judged as a whole, so it is not taken apart. */
function isPlain(name: string): boolean {
  return !isAltered(name) && visibleText(name) === name;
}

/** Where a line may break: behind a dot or colon, but never inside an IPv4 address. */
function parts(name: string): string[] {
  return /^[\d.]+$/.test(name) ? [name] : name.split(/(?<=[.:])/);
}
