import { toALabels } from './dns-names.ts';

/**
 * A domain name as a report writes it, in the form in which names are compared: lower case, no final dot, A-labels for
 * U-labels (RFC 5890 section 2.3.2.1). A text that is no name, or that would have to be mapped to become one (invisible
 * characters, wide letters), stays as it is: it must not become another name.
 */
export function reportedDomain(text: string): string {
  const lower = text.toLowerCase();
  const name = lower.endsWith('.') ? lower.slice(0, -1) : lower;
  if (!/[^ -~]/.test(name) || !U_LABELS.test(name) || name.normalize('NFKC') !== name) return name;
  return toALabels(name);
}

const U_LABELS = /^[\p{L}\p{M}\p{N}._-]{1,255}$/u;
