import type { SealedKey } from '../model/host.ts';

/** OWASP's figure for PBKDF2 with SHA-256, 2023. */
export const PBKDF2_ITERATIONS = 600_000;
const SALT_BYTES = 16;
/** NIST SP 800-38D section 8.2: 96 bits. */
const IV_BYTES = 12;
/** Stands in for a passphrase. It is public: it hides a key from a glance, not from anyone who looks. */
const OBSCURING = 'rualens-obscured-not-encrypted';

/** The part of WebCrypto that is used; `globalThis.crypto` has it everywhere. */
export type KeyCrypto = Pick<Crypto, 'subtle' | 'getRandomValues'>;

/**
 * Seals a host's key for the store: AES-GCM under a passphrase stretched by PBKDF2. With an empty
 * passphrase it is only obscured, and says so in `protection`. The host id is bound in, so that a sealed
 * key cannot be moved to another host.
 */
export async function sealKey(
  hostId: string,
  key: string,
  passphrase: string,
  crypto: KeyCrypto = globalThis.crypto,
  iterations = PBKDF2_ITERATIONS,
): Promise<SealedKey> {
  const protection = passphrase === '' ? 'obscured' : 'passphrase';
  const rounds = protection === 'obscured' ? 1 : iterations;
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const secret = await stretch(passphrase || OBSCURING, salt, rounds, crypto);
  const data = await crypto.subtle.encrypt(cipher(iv, hostId), secret, new TextEncoder().encode(key));
  return {
    hostId,
    protection,
    salt: toBase64(salt),
    iv: toBase64(iv),
    data: toBase64(new Uint8Array(data)),
    iterations: rounds,
  };
}

/** The key again; null where the passphrase is wrong or the sealed key was changed or moved. */
export async function openKey(
  sealed: SealedKey,
  passphrase: string,
  crypto: KeyCrypto = globalThis.crypto,
): Promise<string | null> {
  const phrase = sealed.protection === 'obscured' ? OBSCURING : passphrase;
  try {
    const secret = await stretch(phrase, fromBase64(sealed.salt), sealed.iterations, crypto);
    const params = cipher(fromBase64(sealed.iv), sealed.hostId);
    const bytes = await crypto.subtle.decrypt(params, secret, fromBase64(sealed.data));
    return new TextDecoder().decode(bytes);
  } catch {
    // WebCrypto tells a wrong tag and a malformed input alike, by throwing.
    return null;
  }
}

async function stretch(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
  crypto: KeyCrypto,
): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(passphrase.normalize('NFKC')),
    'PBKDF2',
    false,
    ['deriveKey'],
  );
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function cipher(iv: Uint8Array<ArrayBuffer>, hostId: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(hostId) };
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
