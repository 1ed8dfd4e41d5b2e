import fc from 'fast-check';
import { expect, test } from 'vitest';
import { href, parseHash } from '../../../pwa/state/router.ts';

test('what is written into the address bar is read back', () => {
  const params = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.string({ minLength: 1, maxLength: 20 }),
    {
      noNullPrototype: true,
    },
  );
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 3 }),
      params,
      (path, given) => {
        const read = parseHash(href(path.map(encodeURIComponent).join('/'), given));
        expect(read.path).toEqual(path);
        expect(Object.fromEntries(read.params)).toEqual(given);
      },
    ),
  );
});

test('any hash can be read', () => {
  expect(parseHash('').path).toEqual([]);
  expect(parseHash('#/report/%').path).toEqual(['report', '%']);
  fc.assert(fc.property(fc.string(), (hash) => void parseHash(hash)));
});

test('empty parameters are left out', () => {
  expect(href('reports', { domain: 'example.com', q: '', status: null, sender: undefined })).toBe(
    '#/reports?domain=example.com',
  );
});
