import { RefusalError } from '../../lib/refusal-error.ts';
import type { MailContext } from '../../model/report.ts';
import { memorySource, whole } from '../byte-source.ts';
import type { Container, Member } from '../container.ts';

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Outlook's .msg, MS-OXMSG in a compound file. A mail attached to it comes as a .msg of its own. */
export const msg: Container = {
  id: 'msg',
  matches: (head) => MAGIC.every((byte, i) => head[i] === byte),
  async *members(source, budget) {
    const bytes = (await whole(source, budget.limits.heldBytes)).slice();
    let members: Member[];
    try {
      members = await attachments(bytes);
    } catch (error) {
      // The reader throws whatever its offsets run into.
      throw new RefusalError('damaged-msg', { reason: String(error).slice(0, 200) });
    }
    for (const member of members) {
      budget.member();
      yield member;
    }
  },
};

async function attachments(bytes: Uint8Array<ArrayBuffer>): Promise<Member[]> {
  const module = await import('@kenjiuno/msgreader');
  const imported: unknown = module.default;
  // A CommonJS package: bundlers and Node disagree on how deep its default export lies.
  const MsgReader = (
    typeof imported === 'function' ? imported : (imported as { default: unknown }).default
  ) as typeof module.default;
  const reader = new MsgReader(bytes.buffer);
  const fields = reader.getFileData();
  const address = fields.senderSmtpAddress || fields.creatorSMTPAddress || fields.senderEmail || '';
  const date = Date.parse(fields.messageDeliveryTime ?? fields.clientSubmitTime ?? '');
  const context: MailContext = {
    fromDomain: address.includes('@') ? address.slice(address.lastIndexOf('@') + 1).toLowerCase() : '',
    subject: (fields.subject ?? '').slice(0, 500),
    date: Number.isFinite(date) ? Math.floor(date / 1000) : null,
    messageId: (fields.messageId ?? '').slice(0, 500),
  };
  return (fields.attachments ?? []).map((_, i) => {
    const attachment = reader.getAttachment(i);
    return {
      name: attachment.fileName || String(i + 1),
      source: memorySource(attachment.content),
      notes: [],
      mail: context,
    };
  });
}
