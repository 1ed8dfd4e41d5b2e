import type { ManifestV3Export } from '@crxjs/vite-plugin';

/** The extension's manifest for one browser. */
export function manifest(_browser: 'chrome' | 'firefox'): ManifestV3Export {
  return { manifest_version: 3, name: 'Rualens', version: '0.1.0' };
}
