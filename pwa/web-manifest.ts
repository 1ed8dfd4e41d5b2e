import type { ManifestOptions } from 'vite-plugin-pwa';

/** The web app manifest. */
export const webManifest: Partial<ManifestOptions> = { name: 'Rualens', short_name: 'Rualens' };
