import { XMLParser } from 'fast-xml-parser';

/** An element: its text, or its children by local name; those of LISTS always as arrays. */
export type XmlValue = string | XmlValue[] | { [name: string]: XmlValue };

/** Elements that come several times: RFC 4918 section 14.24 and 14.22, and S3's ListBucketResult. */
const LISTS = new Set(['response', 'propstat', 'Contents']);

const PARSER = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  isArray: (name) => LISTS.has(name),
});

/** Tags that are read of an answer: more than a list of its greatest size has, and about a second of work. */
const MAX_TAGS = 500_000;

/**
 * Answers of servers as a tree; null where they are no XML. A document type is refused: answers have none, and
 * declarations of entities are how small documents become large ones.
 */
export function readXml(bytes: Uint8Array): XmlValue | null {
  const text = new TextDecoder().decode(bytes);
  if (/<!DOCTYPE/i.test(text) || hasTooManyTags(text)) return null;
  try {
    const tree = PARSER.parse(text) as XmlValue;
    return typeof tree === 'object' ? tree : null;
  } catch {
    // markup it gives up on, names such as __proto__, nesting without end
    return null;
  }
}

function hasTooManyTags(text: string): boolean {
  let count = 0;
  for (let at = text.indexOf('<'); at >= 0 && count <= MAX_TAGS; at = text.indexOf('<', at + 1)) count++;
  return count > MAX_TAGS;
}

/** The child of an element; null where there is none. */
export function child(of: XmlValue | null, name: string): XmlValue | null {
  if (of === null || typeof of !== 'object' || Array.isArray(of)) return null;
  return Object.hasOwn(of, name) ? of[name]! : null;
}

export function childText(of: XmlValue | null, name: string): string {
  const value = child(of, name);
  return typeof value === 'string' ? unescaped(value) : '';
}

export function children(of: XmlValue | null, name: string): XmlValue[] {
  const value = child(of, name);
  return Array.isArray(value) ? value : value === null ? [] : [value];
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescaped(text: string): string {
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name, decimal, hex) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      // half a character is none, and could be put in no address
      const isWhole = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isWhole ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
