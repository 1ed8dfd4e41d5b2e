import type { AggregateAssembler } from './assembler.ts';
import { latin } from './markup-bytes.ts';
import { SPACE } from './tag-bytes.ts';

/** What stands outside the root element: text that does not belong there, and the XML declaration. */
export class AroundRoot {
  /** Something, white space too, stood before the place where an XML declaration belongs. */
  before = false;
  #leadingText = false;
  #trailingText = false;
  #assembler: AggregateAssembler;

  constructor(assembler: AggregateAssembler) {
    this.#assembler = assembler;
  }

  text(buffer: Uint8Array, from: number, to: number, rootClosed: boolean): void {
    for (let i = from; i < to; i++) {
      const byte = buffer[i]!;
      if (byte === 0xef || byte === 0xbb || byte === 0xbf) continue;
      this.before = true;
      if (byte <= SPACE) continue;
      if (rootClosed) this.trailing();
      else if (!this.#leadingText) {
        this.#leadingText = true;
        this.#assembler.notes.add('leading-text', '', latin(buffer, i, Math.min(to, i + 200)), '');
      }
      return;
    }
  }

  trailing(): void {
    if (this.#trailingText) return;
    this.#trailingText = true;
    this.#assembler.notes.add('trailing-text', 'feedback');
  }

  /** The text of an XML declaration, from `<?xml` on. */
  declaration(text: string): void {
    if (this.before) this.#assembler.notes.add('declaration-late', '', text, '');
    const encoding = /encoding\s*=\s*["']([^"']*)/.exec(text)?.[1];
    if (encoding && !this.#assembler.decoding.declare(encoding)) {
      this.#assembler.notes.add('encoding-unknown', '', encoding, 'utf-8');
    }
  }
}
