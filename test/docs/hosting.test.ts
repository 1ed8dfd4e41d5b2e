/** Holds the snippets for hosting the app to the headers that `npm start` sends. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { APP_HEADERS, HASHED_CACHE_CONTROL } from '../tools/app-headers.mjs';

const recipe = readFileSync(join(import.meta.dirname, '../../docs/recipes/hosting.md'), 'utf8');

/** How each server writes `NAME "VALUE"`, and its rules for caches. */
const SERVERS: Record<string, { header: RegExp; hashed: RegExp; other: RegExp }> = {
  nginx: {
    header: /^\s*add_header ([\w-]+) "([^"]*)" always;$/gm,
    hashed: /^\s*~\/assets\/ "([^"]*)";$/m,
    other: /^\s*default "([^"]*)";$/m,
  },
  caddy: {
    header: /^\t\t([\w-]+) "([^"]*)"$/gm,
    hashed: /^\s*header @hashed Cache-Control "([^"]*)"$/m,
    other: /^\s*header @other Cache-Control "([^"]*)"$/m,
  },
  apache: {
    header: /^ {4}Header always set (?!Cache-Control)([\w-]+) "([^"]*)"$/gm,
    hashed: /<LocationMatch "\/assets\/">\n\s*Header always set Cache-Control "([^"]*)"/,
    other: /^ {4}Header always set Cache-Control "([^"]*)"$/m,
  },
};

function snippetOf(server: string): string {
  const found = new RegExp(`^\`\`\`${server}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(recipe);
  expect(found, `a snippet for ${server} in docs/recipes/hosting.md`).not.toBeNull();
  return found![1]!;
}

test.each(Object.entries(SERVERS))('%s sends what npm start sends', (server, { header, hashed, other }) => {
  const snippet = snippetOf(server);
  const { 'cache-control': cacheControl, ...rest } = APP_HEADERS;
  const told = [...snippet.matchAll(header)].map(([, name, value]) => [name!.toLowerCase(), value]);
  expect(Object.fromEntries(told)).toEqual(rest);
  expect(told).toHaveLength(Object.keys(rest).length);
  expect(hashed.exec(snippet)?.[1]).toBe(HASHED_CACHE_CONTROL);
  expect(other.exec(snippet)?.[1]).toBe(cacheControl);
});

test('the page itself carries the policy, less what only a header can say', () => {
  const page = readFileSync(join(import.meta.dirname, '../../pwa/index.html'), 'utf8');
  const told = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(page)?.[1];
  expect(`${told}; frame-ancestors 'none'`).toBe(APP_HEADERS['content-security-policy']);
});
