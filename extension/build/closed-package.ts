import { relative } from 'node:path';
import type { CrxPlugin } from '@crxjs/vite-plugin';

/**
 * Keeps the package's files from web pages, which could tell by them that the extension is there. For a content
 * script imported with `?iife` the build plugin opens its file to every site, though the scripting API needs no
 * such entry, and leaves a copy in module form, which nothing loads.
 *
 * @param root the folder of the extension's sources.
 */
export function closedPackage(root: string): CrxPlugin {
  return {
    name: 'rualens-closed-package',
    apply: 'build',
    enforce: 'post',
    renderCrxManifest(manifest, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk' || !file.facadeModuleId?.endsWith('.ts')) continue;
        const classic = relative(root, file.facadeModuleId).replace(/\.ts$/, '.js');
        if (bundle[classic]?.type === 'asset') delete bundle[file.fileName];
      }
      const { web_accessible_resources: _, ...closed } = manifest;
      return closed;
    },
  };
}
