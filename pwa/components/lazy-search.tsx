import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { searchOpen } from '../state/search.ts';

/** The search over everything; its code is loaded when it is first opened. */
export function LazySearch() {
  const [loaded, setLoaded] = useState<{ Dialog: ComponentType } | null>(null);
  const open = searchOpen.value;
  useEffect(() => {
    if (!open || loaded !== null) return;
    void import('./search-dialog.tsx').then(({ SearchDialog }) => setLoaded({ Dialog: SearchDialog }));
  }, [open, loaded]);
  return open && loaded !== null ? <loaded.Dialog /> : null;
}
