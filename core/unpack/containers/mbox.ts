import { RefusalError } from '../../lib/refusal-error.ts';
import { joined, memorySource } from '../byte-source.ts';
import type { Container, Member } from '../container.ts';
import { looksLikeMail } from '../looks-like-mail.ts';

const FROM = [0x46, 0x72, 0x6f, 0x6d, 0x20];
const LF = 10;

/**
 * mbox (RFC 4155): messages that each begin with a line `From …` after an empty line. `>From ` in a body is left as it is,
 * since attachments are encoded. One message keeps the file's path; several are numbered.
 */
export const mbox: Container = {
  id: 'mbox',
  matches: (head) => {
    const end = head.indexOf(LF);
    return startsWithFrom(head, 0) && end > 0 && looksLikeMail(head.subarray(end + 1));
  },
  async *members(source, budget) {
    let previous: Member | null = null;
    let number = 0;
    for await (const message of messages(source.chunks(), budget.limits.heldBytes)) {
      if (budget.signal?.aborted) throw new RefusalError('cancelled');
      budget.member();
      number++;
      if (previous) yield previous;
      previous = { name: String(number), source: memorySource(message), notes: [] };
    }
    if (previous) yield number === 1 ? { ...previous, name: '' } : previous;
  },
};

async function* messages(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let buffer: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    buffer = buffer.length > 0 ? joined([buffer, chunk]) : chunk;
    let from = 0;
    for (let at = 1; ; at++) {
      at = buffer.indexOf(LF, at);
      // The last bytes wait, so that a separator is never cut in two.
      if (at < 0 || at + FROM.length >= buffer.length) break;
      if (startsWithFrom(buffer, at + 1) && emptyLineBefore(buffer, at)) {
        const message = withoutFromLine(joined([...parts, buffer.subarray(from, at + 1)]));
        parts = [];
        length = 0;
        from = at + 1;
        yield message;
      }
    }
    const keep = Math.max(from, buffer.length - 8);
    length += keep - from;
    if (length > limit) throw new RefusalError('held-size-limit', { limit, found: length });
    parts.push(buffer.slice(from, keep));
    buffer = buffer.slice(keep);
  }
  yield withoutFromLine(joined([...parts, buffer]));
}

function startsWithFrom(bytes: Uint8Array, at: number): boolean {
  return FROM.every((byte, i) => bytes[at + i] === byte);
}

/** Whether the line that the line end at `at` closes is empty. */
function emptyLineBefore(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] === 13 ? at - 2 : at - 1;
  return bytes[before] === LF;
}

function withoutFromLine(message: Uint8Array): Uint8Array {
  return startsWithFrom(message, 0) ? message.subarray(message.indexOf(LF) + 1) : message;
}
