/**
 * Files that marks showed a moment ago, with what was read of them, so that their bytes come from the page once. Held
 * for the page that sent them, bounded in number, bytes, records and time; lost when the background ends.
 */
import type { FileContent } from './read-file.ts';

const LIMITS = { files: 16, bytes: 32 * 1024 * 1024, records: 400_000, age: 3 * 60_000 };

export interface Held {
  blob: Blob;
  content: FileContent;
}

export class HeldFiles {
  readonly #files = new Map<string, Held & { records: number; touched: number }>();
  readonly #now: () => number;
  readonly #limits: typeof LIMITS;

  constructor(now: () => number, limits: Partial<typeof LIMITS> = {}) {
    this.#now = now;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** False where the file is too large to be held. */
  keep(owner: string, hash: string, held: Held): boolean {
    const records = recordsOf(held.content);
    if (held.blob.size > this.#limits.bytes || records > this.#limits.records) return false;
    this.#put(`${owner} ${hash}`, { ...held, records });
    this.#makeRoom();
    return true;
  }

  get(owner: string, hash: string): Held | null {
    this.#makeRoom();
    const key = `${owner} ${hash}`;
    const held = this.#files.get(key);
    if (held) this.#put(key, held);
    return held ?? null;
  }

  /** Held longest without a question comes first. */
  #put(key: string, held: Held & { records: number }): void {
    this.#files.delete(key);
    this.#files.set(key, { ...held, touched: this.#now() });
  }

  #makeRoom(): void {
    const oldest = this.#now() - this.#limits.age;
    let bytes = 0;
    let records = 0;
    for (const held of this.#files.values()) {
      bytes += held.blob.size;
      records += held.records;
    }
    const limits = this.#limits;
    for (const [key, held] of this.#files) {
      const fits = this.#files.size <= limits.files && bytes <= limits.bytes && records <= limits.records;
      if (fits && held.touched >= oldest) return;
      bytes -= held.blob.size;
      records -= held.records;
      this.#files.delete(key);
    }
  }
}

function recordsOf({ reports }: FileContent): number {
  return reports.reduce((sum, { blocks }) => blocks.reduce((n, block) => n + block.count, sum), 0);
}
