/**
 * Language and theme are needed before the engine answers, or the first paint would be wrong. A copy lies in
 * localStorage; the truth is in the settings.
 */
const PREFIX = 'rualens-';

/** A remembered word, or the fallback where there is none, where it is unknown, or storage is closed. */
export function remembered<T extends string>(key: string, known: readonly T[], fallback: T): T {
  try {
    const value = localStorage.getItem(PREFIX + key);
    return known.find((word) => word === value) ?? fallback;
  } catch {
    return fallback;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Storage is closed (private window): the wish holds until the app is closed.
  }
}

/** A remembered figure; 0 where there is none. */
export function rememberedNumber(key: string): number {
  try {
    return Number(localStorage.getItem(PREFIX + key) ?? 0) || 0;
  } catch {
    return 0;
  }
}

export function rememberNumber(key: string, value: number): void {
  remember(key, String(value));
}
