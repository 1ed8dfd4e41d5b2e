import { gzipSync, strToU8, zipSync, zlibSync } from 'fflate';
import { msgFile } from './msg-file.ts';
import { signedData, tnefFile, uuencoded, wideText } from './odd-containers.ts';

/** Makes a container with these members in it; containers of one member take the first. */
export type ContainerFixture = (members: { name: string; bytes: Uint8Array }[]) => Uint8Array;

interface Fixture {
  make: ContainerFixture;
  many: boolean;
  /** Only text can lie in it. */
  text?: true;
  /** Finding it is noted as a repair. */
  repairs?: true;
}

/** One for each registered container, by its id. Adding a container means adding its fixture here. */
export const CONTAINER_FIXTURES: Record<string, Fixture> = {
  gzip: { make: (members) => gzipSync(members[0]!.bytes, { filename: members[0]!.name }), many: false },
  zlib: { make: (members) => zlibSync(members[0]!.bytes), many: false },
  zip: {
    make: (members) => zipSync(Object.fromEntries(members.map((m) => [m.name, m.bytes]))),
    many: true,
  },
  tar: { make: tarFile, many: true },
  mail: { make: mailFile, many: true },
  mbox: {
    make: (members) =>
      strToU8(
        members
          .map((m) => `From reports@host.example Thu Jan  2 03:04:05 2025\n${text(mailFile([m]))}\n\n`)
          .join(''),
        true,
      ),
    many: true,
  },
  msg: { make: msgFile, many: true },
  tnef: { make: tnefFile, many: true },
  cms: { make: (members) => signedData(members[0]!.bytes), many: false },
  wide: { make: (members) => wideText(members[0]!.bytes), many: false, text: true },
  uuencode: { make: uuencoded, many: true },
  base64: { make: (members) => strToU8(base64Lines(members[0]!.bytes)), many: false },
  'packed-within': {
    make: (members) =>
      new Uint8Array(
        Buffer.concat([
          strToU8('HTTP/1.1 200 OK\r\nserved whole\r\n\r\n'),
          zipSync(Object.fromEntries(members.map((m) => [m.name, m.bytes]))),
        ]),
      ),
    many: true,
    repairs: true,
  },
};

export function mailFile(members: { name: string; bytes: Uint8Array }[]): Uint8Array {
  const parts = members.map(
    (m) =>
      `--cut\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n` +
      `Content-Disposition: attachment; filename="${m.name}"\r\n\r\n${base64Lines(m.bytes)}\r\n`,
  );
  return strToU8(
    `Received: from a by b; Thu, 2 Jan 2025 03:04:05 +0000\r\nFrom: Reports <noreply@host.example>\r\n` +
      `To: dmarc@example.com\r\nSubject: Report Domain: example.com\r\nDate: Thu, 2 Jan 2025 03:04:05 +0000\r\n` +
      `Message-ID: <1@host.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="cut"\r\n\r\n` +
      `--cut\r\nContent-Type: text/plain\r\n\r\nA report is attached.\r\n${parts.join('')}--cut--\r\n`,
  );
}

export function base64Lines(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n');
}

export function tarFile(members: { name: string; bytes: Uint8Array }[]): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (const { name, bytes } of members) {
    const header = new Uint8Array(512);
    header.set(strToU8(name).subarray(0, 100), 0);
    header.set(strToU8('0000644\0'), 100);
    header.set(strToU8(`${bytes.length.toString(8).padStart(11, '0')}\0`), 124);
    header.set(strToU8('00000000000\0        0'), 136);
    header.set(strToU8('ustar\x0000'), 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(strToU8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    blocks.push(header, bytes, new Uint8Array((512 - (bytes.length % 512)) % 512));
  }
  return new Uint8Array(Buffer.concat([...blocks, new Uint8Array(1024)]));
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
