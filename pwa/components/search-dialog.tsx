import '../styles/search.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { SearchGroup, SearchHit } from '../../core/model/search.ts';
import { searchKindWord } from '../../core/words/search.ts';
import { searchPlace } from '../../core/words/search-place.ts';
import { number } from '../state/format.ts';
import { language, textsOf } from '../state/language.ts';
import { go, href } from '../state/router.ts';
import { searchOpen } from '../state/search.ts';
import { useQuery } from '../state/use-query.ts';
import { Dialog } from './dialog.tsx';
import { Failure } from './failure.tsx';
import { Name } from './name.tsx';
import { SearchField } from './search-field.tsx';
import { searchTexts } from './search-texts.ts';

/** Hits shown of each kind. */
const SHOWN = 50;
/** Typing is one question, not one for each letter. */
const SETTLE_MS = 120;

/** Finds whatever is in the store, over all domains; by the keyboard alone where one likes. */
export function SearchDialog() {
  const t = textsOf(searchTexts);
  const [typed, setTyped] = useState('');
  const [wanted, setWanted] = useState('');
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(typed.trim()), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useQuery(wanted, async (engine) =>
    wanted === '' ? [] : await engine.search.find(wanted, SHOWN),
  );
  const close = () => {
    searchOpen.value = false;
  };
  const groups = query.data ?? [];
  const settled = wanted === typed.trim() && query.data !== undefined;

  /** The hit that is to be opened once the answer is there. */
  const openFirst = useRef(false);
  useEffect(() => {
    if (!openFirst.current || !settled) return;
    openFirst.current = false;
    const [first] = groups.flatMap(({ hits }) => hits);
    if (first) open(first);
  }, [settled]);
  function open(hit: SearchHit): void {
    const { page, params } = searchPlace(hit);
    close();
    go(href(page, params));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const to = event.key === 'ArrowDown' ? at + 1 : at - 1;
      if (to < 0) list.current?.closest('dialog')?.querySelector('input')?.focus();
      else links[Math.min(to, links.length - 1)]?.focus();
    } else if (event.key === 'Enter' && at < 0) {
      event.preventDefault();
      const [first] = groups.flatMap(({ hits }) => hits);
      if (settled && first) open(first);
      else openFirst.current = !settled;
    }
  }
  return (
    <Dialog title={t.title} size="normal" onClose={close}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys walk over the links inside, which are the controls */}
      <div class="search-everything stack" onKeyDown={onKeyDown} data-settled={settled ? '' : undefined}>
        <SearchField label={t.hint} value={typed} onInput={setTyped} />
        <p class="small muted" role="status">
          {typed.trim() === '' ? t.help : status(groups, settled)}
        </p>
        {query.error && <Failure error={query.error} />}
        <div ref={list} class="stack">
          {typed.trim() !== '' &&
            groups.map((group) => <Group key={group.kind} group={group} onOpen={close} />)}
        </div>
      </div>
    </Dialog>
  );
}

function status(groups: readonly SearchGroup[], settled: boolean): string {
  const t = textsOf(searchTexts);
  if (!settled) return t.searching;
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  const cut = groups.some(({ atLeast }) => atLeast);
  return [total === 0 ? t.nothing : t.found(number(total)), cut ? t.notAll : ''].filter(Boolean).join(' ');
}

function Group({ group, onOpen }: { group: SearchGroup; onOpen: () => void }) {
  const t = textsOf(searchTexts);
  const { kind, hits, total, atLeast } = group;
  if (total === 0) return null;
  const word = searchKindWord(kind, language.value);
  const all = number(total);
  return (
    <section aria-label={word} data-found={kind} data-total={total}>
      <h3>
        {word}{' '}
        <span class="muted small num">
          {atLeast
            ? t.least(number(hits.length), all)
            : hits.length < total
              ? t.some(number(hits.length), all)
              : all}
        </span>
      </h3>
      <ul class="plain-list">
        {hits.map((hit) => (
          <li key={`${hit.domain} ${hit.text} ${hit.key}`}>
            <Hit hit={hit} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Hit({ hit, onOpen }: { hit: SearchHit; onOpen: () => void }) {
  const t = textsOf(searchTexts);
  const { page, params } = searchPlace(hit);
  const beside = [
    hit.kind === 'domain' ? '' : hit.domain,
    hit.detail === '' ? '' : hit.kind === 'domain' ? t.tag(hit.detail) : hit.detail,
  ].filter(Boolean);
  return (
    <a class="search-hit" href={href(page, params)} onClick={onOpen}>
      <span class="spring">
        <Name of={hit.text} />
        {beside.map((each) => (
          <span key={each} class="muted small">
            <Name of={each} />
          </span>
        ))}
      </span>
      {hit.messages !== null && (
        <span class="muted small num nowrap">{t.messages(number(hit.messages))}</span>
      )}
    </a>
  );
}
