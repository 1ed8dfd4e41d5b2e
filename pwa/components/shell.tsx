import { useEffect, useRef } from 'preact/hooks';
import { findScreen } from '../screens/registry.ts';
import { textsOf } from '../state/language.ts';
import { route } from '../state/router.ts';
import { Banners } from './banners.tsx';
import { DropCover } from './drop-cover.tsx';
import { LazyScreen } from './lazy-screen.tsx';
import { LazySearch } from './lazy-search.tsx';
import { Navigation } from './navigation.tsx';
import { ResolverDialog } from './resolver-dialog.tsx';
import { shellTexts } from './shell-texts.ts';
import { Toasts } from './toasts.tsx';

/** Navigation, the current screen, and what lies above every screen. */
export function Shell() {
  const screen = findScreen(route.value.path[0] ?? '');
  const main = useRef<HTMLElement>(null);
  const where = route.value.path.join('/');
  const before = useRef(where);
  useEffect(() => {
    if (before.current === where) return;
    before.current = where;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [where]);
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {textsOf(shellTexts).skip}
      </button>
      <Navigation current={screen.nav} />
      <main ref={main} tabIndex={-1}>
        <Banners />
        <LazyScreen key={screen.id} screen={screen} />
      </main>
      <Toasts />
      <ResolverDialog />
      <DropCover />
      <LazySearch />
    </div>
  );
}
