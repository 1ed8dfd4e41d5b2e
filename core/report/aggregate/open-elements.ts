import { RefusalError } from '../../lib/refusal-error.ts';
import { MAX_OPEN_ELEMENTS } from '../limits.ts';
import { CONTEXT } from './vocabulary.ts';

/** The elements that are open, from the root element at depth 1 on. */
export class OpenElements {
  depth = 0;
  /** Context by depth; 0 beyond the first place is an element passed over. */
  readonly contexts = new Int32Array(MAX_OPEN_ELEMENTS + 1);
  /** By depth the name's number, or its hash in an element passed over. */
  readonly names = new Int32Array(MAX_OPEN_ELEMENTS + 1);

  push(context: number, name: number): void {
    if (this.depth >= MAX_OPEN_ELEMENTS) {
      throw new RefusalError('too-deep', { limit: MAX_OPEN_ELEMENTS, found: this.depth + 1 });
    }
    this.depth++;
    this.contexts[this.depth] = context;
    this.names[this.depth] = name;
  }

  get inRecord(): boolean {
    for (let i = 1; i <= this.depth; i++) if (this.contexts[i] === CONTEXT.record) return true;
    return false;
  }
}
