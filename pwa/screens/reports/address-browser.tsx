import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AddressRow } from '../../../core/engine/senders/face.ts';
import { SENDER_STATUS_ORDER, type SenderStatus } from '../../../core/model/sender.ts';
import { SENDER_MARKS } from '../../../core/words/marks.ts';
import { senderStatusWord } from '../../../core/words/status.ts';
import { MarkIcon } from '../../components/mark.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useDialogRows } from '../../components/use-dialog-rows.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { addressBrowserTexts } from './address-browser-texts.ts';
import { AddressEntry } from './address-list.tsx';
import { chooseAddresses } from './choose-addresses.ts';

/** From this many addresses on there is a filter. */
const FILTER_FROM = 8;
/** Height of an entry before it was drawn, and the space between two; pixels. */
const HEIGHT = 168;
const GAP = 8;
/** Scrolling past addresses is not looking at them. */
const PATIENCE_MS = 400;

/** Every address of a sender with its evidence, filtered, only those in sight drawn. `onShown` gets them, one a line. */
export function AddressBrowser({ rows, onShown }: { rows: AddressRow[]; onShown: (lines: string) => void }) {
  const t = textsOf(addressBrowserTexts);
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<SenderStatus | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const chosen = useMemo(() => chooseAddresses(rows, search, status), [rows, search, status]);
  const { first, last, above, below, measure } = useDialogRows(chosen.length, HEIGHT, GAP, list);
  const drawn = chosen.slice(first, last + 1);
  const shown = drawn.map((row) => row.address).join('\n');
  useEffect(() => {
    const timer = setTimeout(() => onShown(shown), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  const counts = new Map<SenderStatus, number>();
  for (const row of rows) counts.set(row.status, (counts.get(row.status) ?? 0) + 1);
  return (
    <>
      {rows.length >= FILTER_FROM && (
        <div class="row">
          <SearchField label={t.search} value={search} onInput={setSearch} />
          {counts.size > 1 && (
            <fieldset class="chips plain" aria-label={t.statuses}>
              {SENDER_STATUS_ORDER.filter((id) => counts.has(id)).map((id) => (
                <button
                  key={id}
                  type="button"
                  class="chip"
                  aria-pressed={status === id}
                  onClick={() => setStatus(status === id ? null : id)}
                >
                  <MarkIcon mark={SENDER_MARKS[id]} />
                  {senderStatusWord(id, language.value, 'short')}{' '}
                  <span class="num">{number(counts.get(id) ?? 0)}</span>
                </button>
              ))}
            </fieldset>
          )}
          <span class="muted" role="status">
            {chosen.length === 0 ? t.none : t.shown(number(chosen.length), number(rows.length))}
          </span>
        </div>
      )}
      <ul ref={list} class="evidence-list" style={{ paddingTop: `${above}px`, paddingBottom: `${below}px` }}>
        {drawn.map((row, at) => (
          <li
            key={row.address}
            ref={measure}
            data-index={first + at}
            data-address={row.address}
            aria-setsize={chosen.length}
            aria-posinset={first + at + 1}
          >
            <AddressEntry row={row} />
          </li>
        ))}
      </ul>
    </>
  );
}
