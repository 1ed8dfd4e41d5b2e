import type { EngineChange } from '../model/change.ts';

/** Milliseconds over which changes are gathered. */
const GATHER_MS = 250;

/** Hands changes on at most a few times a second, one a topic, with the domains joined. */
export function coalescedChanges(
  listener: (change: EngineChange) => void,
  later: (run: () => void, milliseconds: number) => unknown = setTimeout,
): (change: EngineChange) => void {
  const waiting = new Map<EngineChange['topic'], Set<string> | 'any'>();
  const tell = () => {
    const all = [...waiting];
    waiting.clear();
    for (const [topic, domains] of all) listener({ topic, domains: domains === 'any' ? [] : [...domains] });
  };
  return ({ topic, domains }) => {
    if (waiting.size === 0) later(tell, GATHER_MS);
    const known = waiting.get(topic);
    if (domains.length === 0 || known === 'any') waiting.set(topic, 'any');
    else waiting.set(topic, new Set([...(known ?? []), ...domains]));
  };
}
