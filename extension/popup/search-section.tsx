import { useEffect, useState } from 'preact/hooks';
import type { SearchHit } from '../messages/own-protocol.ts';
import { openApp } from '../platform/tabs.ts';
import { formatCount } from '../texts/format.ts';
import type { PopupTexts } from '../texts/popup-texts.ts';
import { ask } from './ask.ts';

/** Typing is one question, not one for each letter. */
const SETTLE_MS = 120;

/** Finds any domain and any address in the store, while the user types; Enter opens the first. */
export function SearchSection({ texts }: { texts: PopupTexts }) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<SearchHit[] | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (!wanted) return setHits(null);
    let stale = false;
    const timer = setTimeout(() => {
      void ask<SearchHit[]>({ type: 'search', text: wanted }).then((found) => stale || setHits(found ?? []));
    }, SETTLE_MS);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [wanted]);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!wanted) return;
    const [first] = (await ask<SearchHit[]>({ type: 'search', text: wanted })) ?? [];
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
          {hits === null ? '' : texts.found(hits.length)}
        </p>
        {hits !== null && hits.length > 0 && (
          <ul class="rows" data-part="hits">
            {hits.map((hit) => (
              <HitRow key={keyOf(hit)} hit={hit} texts={texts} />
            ))}
          </ul>
        )}
      </form>
    </search>
  );
}

function HitRow({ hit, texts }: { hit: SearchHit; texts: PopupTexts }) {
  const count = formatCount(hit.messages, texts.language);
  return (
    <li>
      <button type="button" class="row" data-hit={hit.kind} onClick={() => open(placeOf(hit))}>
        <span class="name">
          {hit.kind === 'address' ? hit.address : hit.domain}{' '}
          {hit.kind === 'address' && <span class="soft">{hit.domain}</span>}
        </span>
        <span class="soft figures">{texts.messages(count, hit.messages === 1)}</span>
      </button>
    </li>
  );
}

const keyOf = (hit: SearchHit): string => `${hit.domain} ${hit.kind === 'address' ? hit.address : ''}`;

/** Where the app shows it: over all time, since the mail may be old. */
export function placeOf(hit: SearchHit): string {
  const search = hit.kind === 'address' ? { q: hit.address } : {};
  if (hit.messages === 0) return `#/domains?${new URLSearchParams({ q: hit.domain })}`;
  return `#/reports?${new URLSearchParams({ domain: hit.domain, period: 'all', ...search })}`;
}

function open(place: string): void {
  void openApp(place).then(() => window.close());
}
