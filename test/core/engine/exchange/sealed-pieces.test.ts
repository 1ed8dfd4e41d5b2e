import { Decrypter, Encrypter } from 'age-encryption';
import { expect, test } from 'vitest';
import { openPieces } from '../../../../core/engine/exchange/sealed-pieces.ts';
import { randomOf } from '../../../support/random.ts';

const PIECE = 64 * 1024;

/** A file sealed by the library, its payload, and the key that its header holds. */
async function sealed(size: number) {
  const plain = new Uint8Array(size);
  for (let i = 0; i < size; i++) plain[i] = (i * 31) ^ (i >> 8) ^ (i >> 16);
  const encrypter = new Encrypter();
  encrypter.setPassphrase('correct horse');
  encrypter.setScryptWorkFactor(2);
  const file = new Blob([(await encrypter.encrypt(plain)) as Uint8Array<ArrayBuffer>]);
  const text = await file.text();
  const header = text.slice(0, text.indexOf('\n', text.indexOf('\n--- ') + 1) + 1);
  const decrypter = new Decrypter();
  decrypter.addPassphrase('correct horse');
  const key = await decrypter.decryptHeader(new TextEncoder().encode(header));
  return { plain, payload: file.slice(header.length), key };
}

const bytesOf = async (blob: Blob | null) => new Uint8Array((await blob?.arrayBuffer()) ?? []);

test.each([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 66 * PIECE + 7])(
  '%i bytes that the library sealed open as they were',
  async (size) => {
    const { plain, payload, key } = await sealed(size);
    const opened = await bytesOf(await openPieces(payload, key));
    expect(opened.length).toBe(size);
    expect(Buffer.compare(opened, plain)).toBe(0);
  },
);

test('a flipped bit costs the piece that it hit, a cut what comes after it; nothing moves [EXCH-6]', async () => {
  const { plain, payload, key } = await sealed(3 * PIECE + 500);
  const whole = await bytesOf(payload);
  const random = randomOf(3);
  for (let i = 0; i < 60; i++) {
    const at = 16 + random(whole.length - 16);
    const damaged = whole.slice();
    damaged[at]! ^= 1 << random(8);
    const opened = await bytesOf(await openPieces(new Blob([damaged]), key));
    const hit = Math.floor((at - 16) / (PIECE + 16));
    expect(opened.length).toBe(plain.length);
    for (let piece = 0; piece < 4; piece++) {
      const here = [piece * PIECE, (piece + 1) * PIECE] as const;
      const same = Buffer.compare(opened.slice(...here), plain.slice(...here)) === 0;
      expect(same, `byte ${at}, piece ${piece}`).toBe(piece !== hit);
    }
  }
  for (let i = 0; i < 20; i++) {
    const length = 16 + PIECE + 16 + random(whole.length - PIECE - 32);
    const opened = await bytesOf(await openPieces(new Blob([whole.slice(0, length)]), key));
    const left = Math.floor((length - 16) / (PIECE + 16)) * PIECE;
    expect(Buffer.compare(opened.slice(0, left), plain.slice(0, left)), `cut after ${length}`).toBe(0);
  }
  // Without its nonce nothing opens.
  const other = whole.slice();
  other[3]! ^= 1;
  expect(await openPieces(new Blob([other]), key)).toBeNull();
});
