import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** A source file, with what it imports. */
export interface Source {
  /** Path from the project's root, with slashes. */
  path: string;
  /** The text without comments. */
  code: string;
  /** Imported modules: project paths for relative ones, package names otherwise. */
  imports: string[];
}

/** All of core, pwa and extension. */
export const sources: Source[] = ['core', 'pwa', 'extension'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readSource(`${folder}/${name}`)),
);

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
  const specifiers = [...code.matchAll(/(?:from|import\(|import)\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1]!,
  );
  const imports = specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? relative(root, normalize(join(root, dirname(path), specifier.replace(/\?.*$/, ''))))
      : specifier,
  );
  return { path, code, imports };
}
