import { normalName } from '../lib/domain-name.ts';
import type { Alignment } from '../model/report.ts';

/**
 * Identifier alignment, RFC 9989 section 4.4: strict wants the same name, relaxed the same Organizational
 * Domain. Empty names align with nothing.
 *
 * @param organizationalDomain by the list or the walk, as the row's report says
 */
export function isAligned(
  authorDomain: string,
  identifier: string,
  mode: Alignment,
  organizationalDomain: (name: string) => string,
): boolean {
  const author = normalName(authorDomain);
  const other = normalName(identifier);
  if (author === '' || other === '') return false;
  if (author === other) return true;
  return mode === 'r' && organizationalDomain(author) === organizationalDomain(other);
}
