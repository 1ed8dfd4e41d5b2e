import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Screen } from '../screens/registry.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';

/** Screens that were loaded once are there at once the next time. */
const loaded = new Map<string, ComponentType>();

/** Loads a screen's code when it is first opened. */
export function LazyScreen({ screen }: { screen: Screen }) {
  const [, redraw] = useState(0);
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    if (loaded.has(screen.id)) return;
    screen.load().then(
      (component) => {
        loaded.set(screen.id, component);
        redraw((n) => n + 1);
      },
      (reason: unknown) => setError(reason instanceof Error ? reason : new Error(String(reason))),
    );
  }, [screen]);
  const Component = loaded.get(screen.id);
  if (Component) return <Component />;
  return error ? <Failure error={error} /> : <Busy />;
}
