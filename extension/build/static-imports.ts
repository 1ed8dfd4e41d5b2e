import type { Plugin, Rollup } from 'vite';

const DYNAMIC_IMPORT = /\bimport\(\s*(['"][^'"]+['"])\s*\)/g;

/**
 * Makes each `import()` of `core/` a static import: the background shares core with the app, and a service worker
 * cannot `import()`. The screens of the app page, which are no part of core, still come when they are needed.
 *
 * @param background the entry whose chunks must hold no `import()`; the build fails where one is left.
 */
export function staticImports(background: string): Plugin {
  return {
    name: 'rualens-static-imports',
    apply: 'build',
    transform: {
      filter: { id: /\/core\/[^?]+\.ts$/ },
      handler: (code) => withStaticImports(code),
    },
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find(
        (it): it is Rollup.OutputChunk => it.type === 'chunk' && it.facadeModuleId === background,
      );
      if (!entry) throw new Error(`No chunk for ${background}`);
      const left = chunksOf(entry, bundle).flatMap((it) => it.dynamicImports);
      if (left.length) throw new Error(`A service worker cannot import(): ${left.join(', ')}`);
    },
  };
}

/** Null where the code has no `import()` of a fixed name. */
export function withStaticImports(code: string): { code: string; map: null } | null {
  const imports: string[] = [];
  const made = code.replace(DYNAMIC_IMPORT, (_, from: string) => {
    const name = `__imported${imports.length}`;
    imports.push(`import * as ${name} from ${from};\n`);
    return `Promise.resolve(${name})`;
  });
  return imports.length ? { code: `${imports.join('')}${made}`, map: null } : null;
}

/** A chunk and all that it imports statically. */
function chunksOf(entry: Rollup.OutputChunk, bundle: Rollup.OutputBundle): Rollup.OutputChunk[] {
  const found = new Set([entry]);
  for (const chunk of found)
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') found.add(imported);
    }
  return [...found];
}
