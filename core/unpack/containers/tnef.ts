import { untilZero } from '../../lib/scan-text.ts';
import type { Note } from '../../model/report.ts';
import { memorySource, whole } from '../byte-source.ts';
import { type Container, type Member, note } from '../container.ts';

const MAGIC = [0x78, 0x9f, 0x3e, 0x22];

/** Attributes of MS-OXTNEF section 2.1.3.2. */
const RENDERING = 0x00069002;
const TITLE = 0x00018010;
const DATA = 0x0006800f;
const PROPERTIES = 0x00069005;
/** PidTagAttachLongFilename as text of eight bits or as UTF-16, MS-OXPROPS. */
const LONG_NAME = [0x3707001e, 0x3707001f];

/** Bytes of a name that are read. */
const MAX_NAME = 2000;

/** TNEF (MS-OXTNEF): winmail.dat, in which Outlook and Exchange pack the attachments of a mail. */
export const tnef: Container = {
  id: 'tnef',
  matches: (head) => MAGIC.every((byte, i) => head[i] === byte),
  async *members(source, budget) {
    const bytes = await whole(source, budget.limits.heldBytes);
    const v = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let name = '';
    let data: Uint8Array | null = null;
    let notes: Note[] = [];
    let number = 0;
    const finished = (): Member | null => {
      if (!data) return null;
      budget.member();
      number++;
      const member = { name: name || String(number), source: memorySource(data), notes };
      [name, data, notes] = ['', null, []];
      return member;
    };
    // Behind the mark and a key of two bytes: level, attribute, length, data, checksum
    for (let at = 6; at + 9 <= bytes.length; ) {
      const attribute = v.getUint32(at + 1, true);
      const length = v.getUint32(at + 5, true);
      const value = bytes.subarray(at + 9, at + 9 + length);
      if (attribute === RENDERING) {
        const member = finished();
        if (member) yield member;
        name = '';
      } else if (attribute === TITLE) name ||= text(value, 'windows-1252');
      else if (attribute === PROPERTIES) name = longName(value) || name;
      else if (attribute === DATA) {
        data = value;
        if (value.length < length) notes.push(note('truncated', 'tnef', ''));
      }
      at += 9 + length + 2;
    }
    const last = finished();
    if (last) yield last;
  },
};

/** The long file name among an attachment's properties: a tag, a count of one, a length, and the text. */
function longName(properties: Uint8Array): string {
  const v = new DataView(properties.buffer, properties.byteOffset, properties.byteLength);
  for (let at = 0; at + 12 <= v.byteLength; at++) {
    const tag = v.getUint32(at, true);
    if (!LONG_NAME.includes(tag) || v.getUint32(at + 4, true) !== 1) continue;
    const length = v.getUint32(at + 8, true);
    const value = properties.subarray(at + 12, at + 12 + length);
    return text(value, tag === LONG_NAME[1] ? 'utf-16le' : 'windows-1252');
  }
  return '';
}

function text(bytes: Uint8Array, encoding: string): string {
  return untilZero(new TextDecoder(encoding).decode(bytes.subarray(0, MAX_NAME)));
}
