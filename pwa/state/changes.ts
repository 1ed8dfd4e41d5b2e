import type { EngineChange } from '../../core/model/change.ts';

type Topic = EngineChange['topic'];

interface Follower {
  topics: readonly Topic[];
  /** Domains that the follower shows; null: any. */
  about: readonly string[] | null;
  run(): void;
}

const followers = new Set<Follower>();

/**
 * Runs at each change of one of the topics that concerns one of the domains, until the returned function is called.
 *
 * @param about null: any domain
 */
export function followChanges(
  topics: readonly Topic[],
  run: () => void,
  about: readonly string[] | null = null,
): () => void {
  const follower = { topics, about, run };
  followers.add(follower);
  return () => followers.delete(follower);
}

/** Hands a change on to those whom it concerns. */
export function tellChange(change: EngineChange): void {
  for (const follower of [...followers]) if (concerns(follower, change)) follower.run();
}

/** A change without domains concerns all of them. */
function concerns({ topics, about }: Follower, { topic, domains }: EngineChange): boolean {
  if (!topics.includes(topic)) return false;
  return about === null || domains.length === 0 || domains.some((domain) => about.includes(domain));
}
