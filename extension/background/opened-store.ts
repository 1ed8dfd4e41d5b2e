/** The extension's own store, opened when first needed; the app page opens the same one. */
import { openStore } from '../../core/store/open-store.ts';
import type { Store } from '../../core/store/store.ts';

let opened: Promise<Store> | null = null;

export function theStore(): Promise<Store> {
  opened ??= openStore({
    // a newer version is open elsewhere: the next call opens anew, and says what is wrong if it cannot
    onOutdated: () => {
      opened = null;
    },
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}
