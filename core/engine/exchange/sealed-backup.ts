import { Decrypter, Encrypter } from 'age-encryption';
import type { Refusal } from '../../model/report.ts';
import { openPieces } from './sealed-pieces.ts';

const AGE_HEADER = 'age-encryption.org/v1\n';
/** Bytes of a header with one passphrase: ours have some 150. */
const MAX_HEADER = 1_000;
/** Cost of a passphrase that is accepted: 2^20 takes seconds, more would only keep the page busy. */
const MAX_WORK = 20;

export function isSealed(file: Blob): Promise<boolean> {
  return file
    .slice(0, AGE_HEADER.length)
    .text()
    .then((text) => text === AGE_HEADER);
}

/** Encrypts a file with a passphrase, in the format of age (age-encryption.org/v1, scrypt). */
export async function seal(file: Blob, passphrase: string): Promise<Blob> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return new Response(await encrypter.encrypt(file.stream())).blob();
}

/**
 * The way back; a refusal where the passphrase is missing or wrong, or the header damaged. Of what follows, damage
 * costs the pieces of 64 KB that it hit.
 */
export async function unseal(file: Blob, passphrase: string | undefined): Promise<Blob | Refusal> {
  if (passphrase === undefined || passphrase === '') return { code: 'backup-passphrase', detail: {} };
  const damaged: Refusal = { code: 'backup-damaged', detail: {} };
  const head = await file.slice(0, MAX_HEADER).text();
  const work = Number(/^-> scrypt \S{1,40} (\d{1,3})$/m.exec(head)?.[1] ?? Number.NaN);
  const mac = head.indexOf('\n--- ');
  const end = mac < 0 ? -1 : head.indexOf('\n', mac + 1);
  if (!(work <= MAX_WORK) || end < 0) return damaged;
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let fileKey: Uint8Array;
  try {
    fileKey = await decrypter.decryptHeader(new TextEncoder().encode(head.slice(0, end + 1)));
  } catch {
    return { code: 'backup-passphrase-wrong', detail: {} };
  }
  return (await openPieces(file.slice(end + 1), fileKey)) ?? damaged;
}
