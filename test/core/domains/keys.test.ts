import { expect, test } from 'vitest';
import { openKey, PBKDF2_ITERATIONS, sealKey } from '../../../core/domains/keys.ts';

const KEY = 'pdns-key-\u00e9-0123456789';

test('with a passphrase a key opens only with it', async () => {
  const sealed = await sealKey('host-1', KEY, 'correct horse', crypto, 1000);
  expect(sealed).toMatchObject({ hostId: 'host-1', protection: 'passphrase', iterations: 1000 });
  expect(JSON.stringify(sealed)).not.toContain(KEY);
  expect(await openKey(sealed, 'correct horse')).toBe(KEY);
  expect(await openKey(sealed, 'wrong horse')).toBeNull();
  expect(await openKey(sealed, '')).toBeNull();
});

test('a changed or moved key does not open', async () => {
  const sealed = await sealKey('host-1', KEY, 'p', crypto, 1000);
  expect(await openKey({ ...sealed, hostId: 'host-2' }, 'p')).toBeNull();
  expect(
    await openKey(
      {
        ...sealed,
        data:
          `A${sealed.data.slice(1)}` === sealed.data
            ? `B${sealed.data.slice(1)}`
            : `A${sealed.data.slice(1)}`,
      },
      'p',
    ),
  ).toBeNull();
  expect(await openKey({ ...sealed, iv: 'no base64 !' }, 'p')).toBeNull();
});

test('without one it is obscured, and says so', async () => {
  const sealed = await sealKey('host-1', KEY, '');
  expect(sealed.protection).toBe('obscured');
  expect(JSON.stringify(sealed)).not.toContain(KEY);
  expect(await openKey(sealed, 'anything')).toBe(KEY);
});

test('two seals of one key differ, and the default stretching is slow', async () => {
  const [one, two] = [await sealKey('h', KEY, 'p', crypto, 1000), await sealKey('h', KEY, 'p', crypto, 1000)];
  expect([one.salt, one.iv, one.data]).not.toEqual([two.salt, two.iv, two.data]);
  expect((await sealKey('h', KEY, 'p')).iterations).toBe(PBKDF2_ITERATIONS);
  expect(PBKDF2_ITERATIONS).toBeGreaterThanOrEqual(600_000);
});
