/** Longest name and label that DNS can carry, RFC 1035 section 2.3.4, as text without trailing dot. */
const MAX_NAME = 253;
const MAX_LABEL = 63;

/** Lower case, no trailing dot: the form in which names are compared everywhere. */
export function normalName(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}

/** Whether a name can be asked of DNS at all. */
export function isAskable(name: string): boolean {
  return (
    name.length <= MAX_NAME &&
    name.split('.').every((label) => label.length > 0 && label.length <= MAX_LABEL) &&
    !/[\s"\\]/.test(name)
  );
}

/** Whether `name` is `ancestor` or lies below it. */
export function isAtOrBelow(name: string, ancestor: string): boolean {
  return name === ancestor || name.endsWith(`.${ancestor}`);
}
