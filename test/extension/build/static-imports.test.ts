import { expect, test } from 'vitest';
import { withStaticImports } from '../../../extension/build/static-imports.ts';

test('an import() of a fixed name becomes a static import that gives the same promise', () => {
  const source = [
    `const { default: A } = await import('a');`,
    `later ??= import("./b.ts").then((it) => it.b);`,
  ].join('\n');
  expect(withStaticImports(source)?.code).toBe(
    [
      `import * as __imported0 from 'a';`,
      `import * as __imported1 from "./b.ts";`,
      `const { default: A } = await Promise.resolve(__imported0);`,
      `later ??= Promise.resolve(__imported1).then((it) => it.b);`,
    ].join('\n'),
  );
});

test('other code stays as it is', () => {
  expect(withStaticImports(`import { a } from './a.ts';\nreport.import(file); import(name);`)).toBeNull();
});
