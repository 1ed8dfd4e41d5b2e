import type { Refusal } from '../model/report.ts';

/** The disk, or what the browser allows of it, is full. Nothing of the failed transaction was kept. */
export class StoreFull extends Error {
  /** Bytes in use and allowed, where the platform tells; else null. */
  readonly usage: number | null;
  readonly quota: number | null;

  constructor(usage: number | null, quota: number | null) {
    super(`the store is full: ${usage ?? 'unknown'} of ${quota ?? 'unknown'} bytes`);
    this.name = 'StoreFull';
    this.usage = usage;
    this.quota = quota;
  }

  /** The same as a value, for the answer of an operation. */
  get refusal(): Refusal {
    return { code: 'store-full', detail: { usage: this.usage ?? 0, quota: this.quota ?? 0 } };
  }
}

/** Whether an error of IndexedDB means "full"; Dexie wraps it, sometimes as the inner of an AbortError. */
export function isQuotaError(error: unknown): boolean {
  for (let at = error as { name?: unknown; inner?: unknown } | null, depth = 0; at && depth < 4; depth++) {
    if (at.name === 'QuotaExceededError') return true;
    at = (at.inner ?? null) as typeof at;
  }
  return false;
}

/** Whether a transaction ended while it was committed: some browsers give no reason then, also on a full disk. */
export function isAbort(error: unknown): boolean {
  return (error as { name?: unknown } | null)?.name === 'AbortError';
}
