import { isAtOrBelow } from '../../../core/lib/domain-name.ts';
import { lookAlikeOf } from '../../../core/lib/look-alike-of.ts';

/** Names below the user's own domains first, then those that look like one, then the others as they came. */
export function orderChoices<Choice extends { domain: string }>(
  choices: readonly Choice[],
  own: readonly string[],
): Choice[] {
  const rank = ({ domain }: Choice): number => {
    if (own.some((each) => isAtOrBelow(domain, each))) return 0;
    return lookAlikeOf(domain, own) === null ? 2 : 1;
  };
  const ranked = choices.map((choice) => ({ choice, rank: rank(choice) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ choice }) => choice);
}
