import { Decrypter, Encrypter } from 'age-encryption';
import type { Refusal } from '../../model/report.ts';

const AGE_HEADER = 'age-encryption.org/v1\n';
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

/** The way back; a refusal where the passphrase is missing or wrong, or the file damaged. */
export async function unseal(file: Blob, passphrase: string | undefined): Promise<Blob | Refusal> {
  if (passphrase === undefined || passphrase === '') return { code: 'backup-passphrase', detail: {} };
  const head = await file.slice(0, 400).text();
  const work = Number(/^-> scrypt \S{1,40} (\d{1,3})$/m.exec(head)?.[1] ?? Number.NaN);
  if (!(work <= MAX_WORK)) return { code: 'backup-damaged', detail: {} };
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  let opened: ReadableStream<Uint8Array>;
  try {
    opened = await decrypter.decrypt(file.stream());
  } catch {
    return { code: 'backup-passphrase-wrong', detail: {} };
  }
  try {
    return await new Response(opened as ReadableStream<Uint8Array<ArrayBuffer>>).blob();
  } catch {
    // Each 64 KB piece is sealed by itself; what was changed is found here.
    return { code: 'backup-damaged', detail: {} };
  }
}
