import type { ExchangePage } from '../../store/exchange-store.ts';
import type { Store } from '../../store/store.ts';
import { MAX_MESSAGE_CHARS, MAX_PAGE_ROWS } from './limits.ts';

/** Rows asked for first; fewer where their text is too long for one message. */
const FIRST_ROWS = 1_500;

/** Changes since a number that fit into one message; null where a single change does not. */
export async function changesWithin(
  store: Store,
  since: number,
  most: number = MAX_MESSAGE_CHARS,
): Promise<ExchangePage | null> {
  for (let rows = FIRST_ROWS; rows >= 1; rows = Math.floor(rows / 8)) {
    const page = await store.exchange.changes(since, rows);
    const count = Math.max(page.registers.length, page.decisions.length);
    if (count <= MAX_PAGE_ROWS && JSON.stringify(page).length <= most) return page;
  }
  return null;
}
