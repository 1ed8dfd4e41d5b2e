import type { NoteCode } from '../model/codes.ts';

/** The five entities of XML 1.0 section 4.6. */
const PREDEFINED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const STRICT = new TextDecoder('utf-8', { fatal: true });

/**
 * Bytes of XML text to a string, for both readers: the declared encoding; UTF-8; else windows-1252, told to the caller
 * through `onOdd`. Tag names are ASCII in all of them, so a document is never decoded as a whole.
 */
export class TextDecoding {
  #declared: TextDecoder | null = null;
  #western: TextDecoder | null = null;

  /** Takes the encoding an XML declaration names. False where no such encoding is known. */
  declare(label: string): boolean {
    const name = label.trim().toLowerCase();
    if (
      name === '' ||
      name === 'utf-8' ||
      name === 'utf8' ||
      name === 'us-ascii' ||
      name.startsWith('utf-16')
    ) {
      this.#declared = null;
      return true;
    }
    try {
      this.#declared = new TextDecoder(name);
      return true;
    } catch {
      return false;
    }
  }

  /** Characters of the bytes, entities still in them. */
  characters(bytes: Uint8Array, onOdd: (code: NoteCode, found: string) => void): string {
    const ascii = shortAscii(bytes, 0, bytes.length);
    if (ascii !== null) return ascii;
    if (this.#declared) return this.#declared.decode(bytes);
    try {
      return STRICT.decode(bytes);
    } catch {
      this.#western ??= new TextDecoder('windows-1252');
      const text = this.#western.decode(bytes);
      onOdd('encoding-assumed', text);
      return text;
    }
  }

  /** Characters with entities and character references replaced and outer white space removed. */
  text(bytes: Uint8Array, onOdd: (code: NoteCode, found: string) => void): string {
    const raw = this.characters(bytes, onOdd);
    return (raw.includes('&') ? withoutEntities(raw, onOdd) : raw).trim();
  }
}

/** Scratch numbers for String.fromCharCode, so that a value costs no more than its string. */
const SCRATCH: number[][] = Array.from({ length: 64 }, (_, length) => new Array<number>(length).fill(0));

/**
 * bytes[from, to) as text where they are few and all ASCII, else null. Many times faster than a TextDecoder for values as short
 * as those of a report.
 */
export function shortAscii(bytes: Uint8Array, from: number, to: number): string | null {
  const codes = SCRATCH[to - from];
  if (!codes) return null;
  for (let i = 0; i < codes.length; i++) {
    const byte = bytes[from + i]!;
    if (byte > 0x7f) return null;
    codes[i] = byte;
  }
  return String.fromCharCode.apply(null, codes);
}

/** Replaces what XML itself defines; a bare `&` or an unknown entity stays as it is, and is told. */
export function withoutEntities(raw: string, onOdd: (code: NoteCode, found: string) => void): string {
  return raw.replace(
    /&(?:#(\d{1,9});|#[xX]([0-9a-fA-F]{1,8});|([A-Za-z][\w.-]{0,60});)?/g,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined && Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name]!;
      const code = decimal ? Number.parseInt(decimal, 10) : hex ? Number.parseInt(hex, 16) : -1;
      if (code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) return String.fromCodePoint(code);
      onOdd(code >= 0 ? 'character-reference-invalid' : 'entity-unknown', whole);
      return code >= 0 ? '\ufffd' : whole;
    },
  );
}
