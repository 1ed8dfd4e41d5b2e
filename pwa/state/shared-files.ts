import { signal } from '@preact/signals';
import type { InputFile } from '../../core/model/input.ts';

/** What came by the share menu and waits for the user's word; null where nothing did. */
export interface SharedFiles {
  files: readonly InputFile[];
  accept(): Promise<void>;
  discard(): Promise<void>;
}

export const sharedFiles = signal<SharedFiles | null>(null);
