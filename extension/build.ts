/**
 * Builds what Vite's pages do not cover: the manifest, and the scripts that must be one classic file each. A
 * service worker can neither import() nor wait for chunks, and a content script in pieces would need files that
 * every page can read (and so tell that the extension is there); hence no plugin that splits them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';
import { manifest } from './manifest.ts';

const here = import.meta.dirname;

const SCRIPTS = { content: 'content/main.ts', background: 'background/main.ts' };

export function extensionFiles(browser: 'chrome' | 'firefox'): Plugin {
  return {
    name: 'rualens-extension-files',
    apply: 'build',
    async generateBundle() {
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source });
      emit('manifest.json', `${JSON.stringify(manifest(browser), null, 2)}\n`);
      for (const icon of readdirSync(resolve(here, 'icons')).filter((name) => name.endsWith('.png')))
        emit(`icons/${icon}`, readFileSync(resolve(here, 'icons', icon)));
      for (const [name, entry] of Object.entries(SCRIPTS)) emit(`${name}.js`, await oneFile(entry));
    },
  };
}

async function oneFile(entry: string): Promise<string> {
  const result = (await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      modulePreload: false,
      rollupOptions: {
        input: resolve(here, entry),
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })) as Rollup.RollupOutput;
  const chunks = result.output.filter((it) => it.type === 'chunk');
  if (chunks.length !== 1 || !chunks[0])
    throw new Error(`${entry} became ${chunks.length} files, wanted one`);
  return chunks[0].code;
}
