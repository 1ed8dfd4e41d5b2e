import type { Store } from '../../store/store.ts';
import type { Collector } from './collector.ts';
import type { WantedText } from './wanted-text.ts';

/** One search under way. */
export interface Searching {
  store: Store;
  wanted: WantedText;
  found: Collector;
  /** Its time is up. */
  isOver(): boolean;
}
