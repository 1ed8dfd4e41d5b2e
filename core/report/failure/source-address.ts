import { withoutComments } from '../../lib/without-comments.ts';
import { normaliseAddress } from '../aggregate/normalise-address.ts';
import type { Notes } from '../notes.ts';

const PLACE = 'feedback-report/source-ip';

/**
 * The address of a Source-IP field, normalised; empty where it names none, for the address of a message is what its reporter
 * says and nothing else: whoever relayed the message could write its Received fields. RFC 5965 section 3.2 allows comments
 * around the address; a type before it or a second address is noted.
 */
export function sourceAddress(field: string, notes: Notes): string {
  const words = withoutComments(field.slice(0, 500))
    .split(/[\s,;]+/)
    .filter(Boolean);
  if (words.length === 0) notes.add('missing', PLACE);
  for (const word of words) {
    const { text, found } = normaliseAddress(word);
    if (found === 'none') continue;
    if (words.length > 1) notes.add('address-odd', PLACE, field, text);
    return text;
  }
  if (words.length > 0) notes.add('address-invalid', PLACE, field);
  return '';
}
