import { useEffect, useState } from 'preact/hooks';
import type { SearchGroup, SearchHit } from '../../core/model/search.ts';
import { pickLanguage } from '../../core/words/language.ts';
import { searchKindWord } from '../../core/words/search.ts';
import { searchPlace } from '../../core/words/search-place.ts';
import { openApp } from '../platform/tabs.ts';
import { formatCount } from '../texts/format.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';
import { ask } from './ask.ts';

/** Typing is one question, not one for each letter. */
const SETTLE_MS = 120;

/** Finds whatever is in the store, while the user types; Enter opens the first. */
export function SearchSection({ texts }: { texts: PopupTexts }) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<SearchGroup[] | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (!wanted) return setHits(null);
    let stale = false;
    const timer = setTimeout(() => {
      void ask<SearchGroup[]>({ type: 'search', text: wanted }).then(
        (found) => stale || setHits(found ?? []),
      );
    }, SETTLE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!wanted) return;
    const groups = (await ask<SearchGroup[]>({ type: 'search', text: wanted })) ?? [];
    const first = groups.flatMap((group) => group.hits)[0];
    if (first) open(placeOf(first));
    else setHits([]);
  };
  return (
    <search>
      <form onSubmit={(event) => void submit(event)}>
        <div class="line">
          <input
            type="search"
            aria-label={texts.searchHint}
            placeholder={texts.searchHint}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit">{texts.search}</button>
        </div>
        <p class="soft found" role="status">
          {hits === null ? '' : found(hits, texts)}
        </p>
        {hits?.map(
          ({ kind, hits: shown }) =>
            shown.length > 0 && (
              <section key={kind} aria-label={searchKindWord(kind, pickLanguage([texts.language]))}>
                <h3 class="soft">{searchKindWord(kind, pickLanguage([texts.language]))}</h3>
                <ul class="rows" data-part="hits">
                  {shown.map((hit) => (
                    <HitRow key={keyOf(hit)} hit={hit} texts={texts} />
                  ))}
                </ul>
              </section>
            ),
        )}
      </form>
    </search>
  );
}

function found(groups: readonly SearchGroup[], texts: PopupTexts): string {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return groups.some(({ atLeast }) => atLeast) ? texts.foundAtLeast(total) : texts.found(total);
}

function HitRow({ hit, texts }: { hit: SearchHit; texts: PopupTexts }) {
  const { kind, text, domain, messages } = hit;
  return (
    <li>
      <button type="button" class="row" data-hit={kind} onClick={() => open(placeOf(hit))}>
        <span class="name">
          {text} {kind !== 'domain' && <span class="soft">{domain}</span>}
        </span>
        {messages !== null && (
          <span class="soft figures">
            {texts.messages(formatCount(messages, texts.language), messages === 1)}
          </span>
        )}
      </button>
    </li>
  );
}

const keyOf = ({ domain, text, key }: SearchHit): string => `${domain} ${text} ${key}`;

/** Where the app shows it. */
function placeOf(hit: SearchHit): string {
  const { page, params } = searchPlace(hit);
  const query = new URLSearchParams(params).toString();
  return `#/${page}${query && `?${query}`}`;
}

function open(place: string): void {
  void openApp(place).then(() => window.close());
}
