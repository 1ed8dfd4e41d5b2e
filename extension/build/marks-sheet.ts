import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Puts the sheet that shows the marks into the package as it is; the scripting API asks for it by its name. */
export function marksSheet(root: string): Plugin {
  const fileName = 'content/marks.css';
  return {
    name: 'rualens-marks-sheet',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, fileName), 'utf8') });
    },
  };
}
