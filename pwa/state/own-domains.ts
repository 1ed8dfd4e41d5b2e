import { signal } from '@preact/signals';
import { followChanges } from './changes.ts';
import { getEngine } from './engine.ts';
import { oneAndOwed } from './one-and-owed.ts';
import { readPeriod } from './period.ts';

const confirmed = signal<readonly string[]>([]);
let followed = false;

/** The domains on the user's list; subscribes the reader. Read when first asked for: none until the answer comes. */
export function ownDomains(): readonly string[] {
  if (!followed) follow();
  return confirmed.value;
}

function follow(): void {
  followed = true;
  const asking = oneAndOwed({
    ask: () => getEngine().domains.list(readPeriod('30')),
    begin() {},
    show(rows) {
      const names = rows.filter((row) => row.listing === 'confirmed').map((row) => row.domain);
      if (names.join(' ') !== confirmed.peek().join(' ')) confirmed.value = names;
    },
    fail: reportError,
  });
  asking.request();
  followChanges(['domains'], asking.request);
}
