/** Numbers of the ZIP format (APPNOTE.TXT 6.3.10) that archives written here use. */

export const LOCAL_SIGNATURE = 0x04034b50;
export const ENTRY_SIGNATURE = 0x02014b50;
export const END_SIGNATURE = 0x06054b50;
export const END64_SIGNATURE = 0x06064b50;
export const LOCATOR_SIGNATURE = 0x07064b50;

export const LOCAL_BYTES = 30;
export const ENTRY_BYTES = 46;
export const END_BYTES = 22;
export const END64_BYTES = 56;
export const LOCATOR_BYTES = 20;

/** Id of the extra field that holds a part's digest, and its length with its head. */
export const DIGEST_FIELD = 0x4152;
export const DIGEST_FIELD_BYTES = 36;

/** A part of an archive. */
export interface ZipPart {
  name: string;
  /** 0: as it is, 8: deflated. */
  method: number;
  crc: number;
  /** Bytes in the archive, and once inflated. */
  packed: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
  /** Digest in its header; null in archives of other programs. */
  digest: Uint8Array | null;
  /** Its local header says nothing of sizes: they follow its bytes. */
  streamed: boolean;
}

/** What a digest covers: a part's bytes as they lie in the archive, and all that is needed to read them. */
export async function partDigest(
  part: Pick<ZipPart, 'name' | 'method' | 'size'>,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const inner = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  const head = new TextEncoder().encode(`${part.name}\n${part.method}\n${part.size}\n`);
  const all = new Uint8Array(head.length + inner.byteLength);
  all.set(head);
  all.set(new Uint8Array(inner), head.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all));
}
