import { afterEach, expect, test, vi } from 'vitest';
import { fetchOwn } from '../../../extension/content/fetch-own.ts';

afterEach(() => {
  vi.restoreAllMocks();
  for (const base of document.querySelectorAll('base')) base.remove();
});

test('an address is read against where the page is, whatever its base says', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('x'));
  document.head.append(Object.assign(document.createElement('base'), { href: 'https://evil.example/' }));
  expect(await fetchOwn('/file?id=1', { maxBytes: 10 })).toHaveProperty('answer');
  expect(asked.mock.calls[0]?.[0]).toBe(`${location.origin}/file?id=1`);
});

test.each(['https://evil.example/', '//evil.example/x', 'javascript:alert(1)', 'data:,x', 'blob:null/x'])(
  '%s is not asked',
  async (url) => {
    const asked = vi.spyOn(globalThis, 'fetch');
    expect(await fetchOwn(url, { maxBytes: 10 })).toEqual({ failed: 'refused' });
    expect(asked).not.toHaveBeenCalled();
  },
);
