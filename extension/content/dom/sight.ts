/** How it is known whether an element is painted for a person: by the browser's word, or by styles and covers. */
export interface Sight {
  /** Since when it has been seen without a break, as far as looks have told, on the clock of `performance`; null while it is not. */
  since(): number | null;
  /** A look that is made after the call, and so knows what the page did before it. */
  look(): Promise<boolean>;
  end(): void;
}
