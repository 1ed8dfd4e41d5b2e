import type { TlsaData } from '../../model/dns.ts';

/** Hexadecimal digits of SHA-256 and SHA-512. */
const DIGEST: Record<number, number> = { 1: 64, 2: 128 };

/**
 * Whether senders of mail can use a TLSA record: usage DANE-TA(2) or DANE-EE(3), since the certificate authorities of 0 and 1
 * mean nothing in SMTP (RFC 7672 section 3.1.3); a known selector and matching type, and a digest of its length (RFC 6698
 * section 2.1).
 */
export function isUsableTlsa({ usage, selector, matching, data }: TlsaData): boolean {
  if (usage !== 2 && usage !== 3) return false;
  if (selector !== 0 && selector !== 1) return false;
  if (matching === 0) return data.length > 0;
  return DIGEST[matching] !== undefined && data.length === DIGEST[matching];
}
