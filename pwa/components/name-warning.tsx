import { lookAlikeOf } from '../../core/lib/look-alike-of.ts';
import { isAltered, spelledOut } from '../../core/lib/visible-text.ts';
import { translated } from '../../core/words/language.ts';
import { textsOf } from '../state/language.ts';
import { ownDomains } from '../state/own-domains.ts';

/**
 * Says of a domain that it looks like one of the user's own, or holds characters that are not what they seem;
 * nothing of others. An internationalised name is shown in its letters as well.
 */
export function NameWarning({ of: name }: { of: string }) {
  const t = textsOf(nameTexts);
  const alike = lookAlikeOf(name, ownDomains());
  const letters = spelledOut(name);
  return (
    <>
      {alike !== null && (
        <span class="pill" data-tone="warn" data-look-alike={alike}>
          {t.alike(alike)}
        </span>
      )}
      {alike === null && isAltered(name) && (
        <span class="pill" data-tone="warn">
          {t.altered}
        </span>
      )}
      {letters !== null && <span class="small muted">{t.letters(letters)}</span>}
    </>
  );
}

const nameTexts = translated({
  en: {
    alike: (own: string) => `looks like ${own}`,
    altered: 'has hidden or mixed characters',
    letters: (letters: string) => `in letters: ${letters}`,
  },
  de: {
    alike: (own: string) => `ähnelt ${own}`,
    altered: 'enthält verborgene oder gemischte Zeichen',
    letters: (letters: string) => `in Buchstaben: ${letters}`,
  },
});
