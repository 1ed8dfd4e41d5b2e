import { withoutEntities } from '../decode-text.ts';
import type { AggregateAssembler } from './assembler.ts';
import { isExtension } from './vocabulary.ts';

/** An element of no known name, which is passed over with all in it; what an extension says is kept as text. */
export class SkippedElement {
  /** Its depth; 0 for none. */
  depth = 0;
  /** Whether it may only be a wrapping: records in it must not be lost. */
  wrapping = false;
  #texts: string[] | null = null;
  #assembler: AggregateAssembler;

  constructor(assembler: AggregateAssembler) {
    this.#assembler = assembler;
  }

  /** Whether its text is kept. */
  get isKept(): boolean {
    return this.#texts !== null;
  }

  /** @param written the name, where its text is kept */
  keep(written: string): void {
    this.#texts = [written, ': '];
    this.wrapping = !isExtension(written);
  }

  text(bytes: Uint8Array): void {
    this.#texts?.push(withoutEntities(this.#assembler.decoding.characters(bytes, ignore), ignore));
  }

  cdata(bytes: Uint8Array): void {
    this.#texts?.push(this.#assembler.decoding.characters(bytes, ignore));
  }

  end(): void {
    this.depth = 0;
    this.wrapping = false;
    if (this.#texts === null) return;
    this.#assembler.header.extension(this.#texts.join('').replace(/\s+/g, ' ').trim());
    this.#texts = null;
  }
}

const ignore = () => {};
