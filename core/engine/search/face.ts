import type { SearchGroup } from '../../model/search.ts';

/** Search over the whole store. Arguments and results are structured-clonable. */
export interface SearchRoom {
  /**
   * What holds the text, by kind; groups without a hit are left out. Addresses by their beginning, whole, or as a range
   * (CIDR).
   * @param most hits of each kind
   */
  find(text: string, most: number): Promise<SearchGroup[]>;
}
