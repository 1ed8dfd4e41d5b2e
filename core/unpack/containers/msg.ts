import { lines, untilZero } from '../../lib/scan-text.ts';
import type { MailContext } from '../../model/report.ts';
import { memorySource, whole } from '../byte-source.ts';
import { type CompoundEntry, compoundFile } from '../compound-file.ts';
import type { Container, Member } from '../container.ts';

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ATTACHMENT = '__attach_version1.0_';

/** Property streams, MS-OXPROPS; the last four digits are the type: 001F Unicode, 001E eight bits, 0102 bytes, 000D storage. */
const SUBJECT = '0037';
const SENDER = ['5D01', '5D02', '0C1F'];
const HEADERS = '007D';
const MESSAGE_ID = '1035';
const DATA = '3701';
const FILE_NAME = ['3707', '3704', '3001'];

/** Bytes read of a text property, and characters of a date. */
const MAX_TEXT = 64 * 1024;
const MAX_DATE = 100;

/** Outlook's .msg (MS-OXMSG). Attachments of mails that are attached to it come as its own. */
export const msg: Container = {
  id: 'msg',
  matches: (head) => MAGIC.every((byte, i) => head[i] === byte),
  async *members(source, budget) {
    const root = compoundFile(await whole(source, budget.limits.heldBytes), budget);
    for (const member of attachments(root, 0, budget.limits.depth)) {
      budget.member();
      yield member;
    }
  },
};

function* attachments(message: CompoundEntry, depth: number, limit: number): Generator<Member> {
  const mail = contextOf(message);
  let number = 0;
  const storages = message.children.filter((entry) => entry.name.startsWith(ATTACHMENT));
  // A compound file keeps its entries as a search tree; the names end in the attachments' numbers.
  for (const storage of storages.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    number++;
    const data = storage.children.find((entry) => entry.name.toUpperCase().startsWith(`__SUBSTG1.0_${DATA}`));
    if (!data) continue;
    if (data.isStorage) {
      if (depth < limit) yield* attachments(data, depth + 1, limit);
      continue;
    }
    const name = FILE_NAME.map((id) => text(storage, id)).find(Boolean);
    yield { name: name || String(number), source: memorySource(data.read()), notes: [], mail };
  }
}

function contextOf(message: CompoundEntry): MailContext {
  const address = SENDER.map((id) => text(message, id)).find((value) => value.includes('@')) ?? '';
  const line = lines(text(message, HEADERS)).find((it) => it.slice(0, 5).toLowerCase() === 'date:');
  const date = Date.parse(line?.slice(5, 5 + MAX_DATE).trim() ?? '');
  return {
    fromDomain: address.slice(address.lastIndexOf('@') + 1).toLowerCase(),
    subject: text(message, SUBJECT).slice(0, 500),
    date: Number.isFinite(date) ? Math.floor(date / 1000) : null,
    messageId: text(message, MESSAGE_ID).slice(0, 500),
  };
}

function text(storage: CompoundEntry, property: string): string {
  const name = `__SUBSTG1.0_${property}`;
  const found = storage.children.find(
    (entry) => !entry.isStorage && entry.name.toUpperCase().startsWith(name),
  );
  if (!found) return '';
  const encoding = found.name.toUpperCase().endsWith('001F') ? 'utf-16le' : 'windows-1252';
  return untilZero(new TextDecoder(encoding).decode(found.read(MAX_TEXT)));
}
