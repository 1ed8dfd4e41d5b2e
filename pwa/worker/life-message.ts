/**
 * How the engine's worker is. `outdated`: a newer version in another tab has taken the store over; `blocked`: an
 * older version in another tab holds it; `too-new`: a newer version wrote it; `full`: there is no
 * room to bring over what an older version wrote; `failed`: it could not be opened; `ended`: the worker ended again and again.
 */
export type EngineLife = 'fine' | 'outdated' | 'blocked' | 'too-new' | 'full' | 'failed' | 'ended';

/** What the worker tells the page of itself, beside its answers. `alive`: it holds the lock of its name. */
export interface LifeMessage {
  engine: EngineLife | 'alive';
}

export function isLifeMessage(data: unknown): data is LifeMessage {
  return typeof data === 'object' && data !== null && 'engine' in data && typeof data.engine === 'string';
}
