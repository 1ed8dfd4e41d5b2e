import { strToU8 } from 'fflate';

/** Made by the formats' own descriptions, not by the code that reads them. */
interface Member {
  name: string;
  bytes: Uint8Array;
}

/** POSIX.1 uuencode, one file after the other, with text between them. */
export function uuencoded(members: Member[]): Uint8Array {
  const letter = (value: number) => (value === 0 ? '`' : String.fromCharCode(value + 32));
  const files = members.map(({ name, bytes }) => {
    const lines: string[] = [];
    for (let i = 0; i < bytes.length; i += 45) {
      const part = bytes.subarray(i, i + 45);
      let line = letter(part.length);
      for (let j = 0; j < part.length; j += 3) {
        const bits = (part[j]! << 16) | ((part[j + 1] ?? 0) << 8) | (part[j + 2] ?? 0);
        for (const shift of [18, 12, 6, 0]) line += letter((bits >> shift) & 63);
      }
      lines.push(line);
    }
    return `begin 644 ${name}\r\n${lines.join('\r\n')}\r\n\`\r\nend\r\n`;
  });
  return strToU8(files.join('\r\nand another:\r\n'));
}

/** TNEF, MS-OXTNEF: a rendering, a short title, the data and the long name of each attachment. */
export function tnefFile(members: Member[]): Uint8Array {
  const attribute = (id: number, data: Uint8Array): Uint8Array => {
    const head = Buffer.alloc(9);
    head[0] = 2;
    head.writeUInt32LE(id, 1);
    head.writeUInt32LE(data.length, 5);
    const sum = Buffer.alloc(2);
    sum.writeUInt16LE(data.reduce((total, byte) => (total + byte) & 0xffff, 0));
    return Buffer.concat([head, data, sum]);
  };
  const parts: Uint8Array[] = [Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0])];
  for (const { name, bytes } of members) {
    const long = Buffer.from(`${name}\0`, 'utf16le');
    const property = Buffer.alloc(16);
    property.writeUInt32LE(1, 0);
    property.writeUInt32LE(0x3707001f, 4);
    property.writeUInt32LE(1, 8);
    property.writeUInt32LE(long.length, 12);
    parts.push(
      attribute(0x00069002, new Uint8Array(14)),
      attribute(0x00018010, strToU8('SHORT~1.XML\0')),
      attribute(0x0006800f, bytes),
      attribute(0x00069005, Buffer.concat([property, long])),
    );
  }
  return new Uint8Array(Buffer.concat(parts));
}

/** CMS signed data (RFC 5652) of some content, without signers; `streamed` has indefinite lengths and a string in pieces. */
export function signedData(content: Uint8Array, streamed = false): Uint8Array {
  const tlv = (tag: number, ...inner: Uint8Array[]): Buffer => {
    const value = Buffer.concat(inner);
    if (streamed && tag & 0x20) return Buffer.concat([Buffer.from([tag, 0x80]), value, Buffer.from([0, 0])]);
    const size: number[] = [];
    for (let left = value.length; left > 0; left = Math.floor(left / 256)) size.unshift(left % 256);
    const length = value.length < 0x80 ? [value.length] : [0x80 | size.length, ...size];
    return Buffer.concat([Buffer.from([tag, ...length]), value]);
  };
  const oid = (last: number) =>
    tlv(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, last]));
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < content.length; at += 100) pieces.push(tlv(0x04, content.subarray(at, at + 100)));
  const octets = streamed ? tlv(0x24, ...pieces) : tlv(0x04, content);
  const algorithms = tlv(0x31, tlv(0x30, tlv(0x06, Buffer.from([0x60, 0x86, 0x48, 1, 101, 3, 4, 2, 1]))));
  const data = tlv(0x30, oid(1), tlv(0xa0, octets));
  const signed = tlv(0x30, tlv(0x02, Buffer.from([1])), algorithms, data, tlv(0x31));
  return new Uint8Array(tlv(0x30, oid(2), tlv(0xa0, signed)));
}

/** UTF-16 with a mark. */
export function wideText(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${Buffer.from(bytes).toString('utf8')}`, 'utf16le'));
}
