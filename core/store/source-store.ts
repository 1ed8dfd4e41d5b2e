import type { SealedKey } from '../model/host.ts';
import type { KeptSource, SourceFigures, SourceSettings } from '../model/source.ts';

/** How far a look at a source is: a step forward since the last time it was noted. */
export interface SourceProgress {
  source: string;
  /** That of the source when the look began (see KeptSource). */
  begun: number;
  /** Where the next look goes on; null: where it would before. */
  cursor: string | null;
  /** Items dealt with, as marks of 16 characters. */
  marks: string[];
  /** What became of them; what became of their reports is counted where they are stored. */
  figures: Pick<SourceFigures, 'listed' | 'passed' | 'opened' | 'failed' | 'notReports'>;
  total: number | null;
}

/** Sources and their sealed keys; never exported, never sent over the bridge. */
export interface SourceStore {
  list(): Promise<KeptSource[]>;
  get(id: string): Promise<KeptSource | null>;
  /**
   * Keeps what the user set. `on`: the next look goes on; `list`: it lists all, and leaves alone what was dealt with;
   * `anew`: it begins as if nothing had ever been looked at.
   */
  save(settings: SourceSettings, begin: 'on' | 'list' | 'anew'): Promise<void>;
  /** Changes what is known of a source that is still there. */
  update(id: string, change: Partial<Omit<KeptSource, 'settings'>>): Promise<void>;
  /** Notes how far a look is, where nothing is stored along with it (see ImportNotes.source). */
  note(progress: SourceProgress): Promise<void>;
  /** Which of these items were dealt with. */
  known(id: string, marks: readonly string[]): Promise<Set<string>>;
  /** Takes it away with its key; what came from it stays. */
  remove(id: string): Promise<void>;
  key(id: string): Promise<SealedKey | null>;
  putKey(key: SealedKey): Promise<void>;
}
