import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A path in the folder of public test data that may lie beside the project (`RUALENS_SHARED` names another place); null where
 * it is absent, so that a test can skip itself.
 */
export function sharedPath(...parts: string[]): string | null {
  const root = process.env.RUALENS_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));
  const path = join(root, ...parts);
  return existsSync(path) ? path : null;
}
