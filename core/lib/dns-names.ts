/** Longest name in text form without its final dot, RFC 1035 section 2.3.4. */
const MAX_NAME = 253;
const MAX_LABEL = 63;

/**
 * Whether a name can be asked of DNS: labels of 1 to 63 ASCII characters from space to tilde, 253 in all, no empty
 * label, no final dot. `_dmarc` and other underscore names are names. The root is not asked for.
 */
export function isDnsName(name: string): boolean {
  if (name.length === 0 || name.length > MAX_NAME || !/^[ -~]+$/.test(name)) return false;
  return name.split('.').every((label) => label.length > 0 && label.length <= MAX_LABEL);
}

/** A name as the stages compare it: lower case, no final dot. */
export function canonicalName(name: string): string {
  return (name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase();
}

/** `toplabel` of RFC 7208 section 7.1: letters, digits and inner hyphens, not digits alone. */
const TOP_LABEL = /^(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])$/i;

/** Whether a name is a domain of at least two labels under a top label that can exist (RFC 7208 section 4.3). */
export function isMultiLabelDomain(name: string): boolean {
  const last = name.lastIndexOf('.');
  return last > 0 && isDnsName(name) && TOP_LABEL.test(name.slice(last + 1));
}

/** A-labels for U-labels (RFC 5891, RFC 8616 section 4); the name unchanged where it has none or is no name. */
export function toALabels(name: string): string {
  // Characters that end a host in a URL, or are decoded there, would give another name.
  if (!/[^ -~]/.test(name) || /[\s/\\@:?#[\]%]/.test(name)) return name;
  try {
    return new URL(`http://${name}/`).hostname;
  } catch {
    return name;
  }
}
