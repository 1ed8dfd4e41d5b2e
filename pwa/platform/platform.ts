import type { ReadonlySignal } from '@preact/signals';
import type { Engine } from '../../core/model/engine.ts';
import type { InputFile } from '../../core/model/input.ts';

/**
 * What the app needs of the shell it runs in: the installed web app, or a page of the extension. Nothing else
 * in pwa/ may ask which one it is.
 */
export interface AppPlatform {
  kind: 'web' | 'extension';
  /** Shown under Settings, About. */
  version: string;
  /** The engine, where the shell brings its own; otherwise the app starts it in a worker of the page. */
  engine?: Engine;
  /** A newer version that waits to be used; null where the shell updates itself. */
  update: { waiting: ReadonlySignal<boolean>; apply: () => void } | null;
  /** Asks the browser for leave to reach an origin pattern, in a click; absent where none is needed. */
  askForHost?: (pattern: string) => Promise<boolean>;
  /** Files that come in by the shell's own ways (launch queue, share target, another page of the extension). */
  intakes: ((take: TakeFiles) => void | Promise<void>)[];
}

/** Hands files to the import queue. `source` says how they came, for the list of imports. */
export type TakeFiles = (files: InputFile[]) => void;
