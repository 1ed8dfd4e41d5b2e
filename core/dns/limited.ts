import type { Resolve } from '../model/dns.ts';

/** Questions under way at once: enough for one page, few enough for a public resolver. */
export const DEFAULT_CONCURRENCY = 6;

/** At most `most` questions under way; the others wait in order. */
export function limited(resolve: Resolve, most: number): Resolve {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (name, type, purpose) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running++;
    try {
      return await resolve(name, type, purpose);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
