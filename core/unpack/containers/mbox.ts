import { RefusalError } from '../../lib/refusal-error.ts';
import { joined, memorySource } from '../byte-source.ts';
import type { Container, Member } from '../container.ts';
import { looksLikeMail } from '../looks-like-mail.ts';

const FROM = [0x46, 0x72, 0x6f, 0x6d, 0x20];
const LF = 10;

/**
 * mbox (RFC 4155): messages that each begin with a line `From …` after an empty line. `>From ` in a
 * body is left as it is, since attachments are encoded. Some programs leave the empty
 * line out. One message keeps the file's path; several are numbered.
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

/** Bytes behind a line end that are looked at before it is judged: an envelope line with its time. */
const LOOK_AHEAD = 256;
/** Bytes before a line end that tell whether the line it ends is empty. */
const LOOK_BACK = 4;

async function* messages(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let parts: Uint8Array[] = [];
  let length = 0;
  let buffer: Uint8Array = new Uint8Array(0);
  let from = 0;
  let at = 1;
  const cut = function* (until: number): Generator<Uint8Array> {
    for (; ; at++) {
      at = buffer.indexOf(LF, at);
      if (at < 0 || at >= until) {
        at = Math.max(1, until);
        return;
      }
      if (!separates(buffer, at)) continue;
      const message = withoutFromLine(joined([...parts, buffer.subarray(from, at + 1)]));
      parts = [];
      length = 0;
      from = at + 1;
      yield message;
    }
  };
  for await (const chunk of chunks) {
    buffer = buffer.length > 0 ? joined([buffer, chunk]) : chunk;
    // The last bytes wait, so that a separator is never cut in two.
    yield* cut(buffer.length - LOOK_AHEAD);
    const keep = Math.max(from, buffer.length - LOOK_AHEAD - LOOK_BACK);
    length += keep - from;
    if (length > limit) throw new RefusalError('held-size-limit', { limit, found: length });
    parts.push(buffer.slice(from, keep));
    buffer = buffer.slice(keep);
    at = Math.max(1, at - keep);
    from = 0;
  }
  yield* cut(buffer.length);
  yield withoutFromLine(joined([...parts, buffer.subarray(from)]));
}

/** Whether a new message begins behind the line end at `at`: after an empty line, or with an envelope line beyond doubt. */
function separates(bytes: Uint8Array, at: number): boolean {
  if (!startsWithFrom(bytes, at + 1)) return false;
  const text = LATIN.decode(bytes.subarray(at + 1, at + LOOK_AHEAD));
  // Prose that begins a paragraph with "From" has no header field on its next line
  return emptyLineBefore(bytes, at) ? !PROSE.test(text) : ENVELOPE.test(text);
}

const LATIN = new TextDecoder('windows-1252');
const PROSE = /^From [^\n]*\n(?![!-9;-~]+[ \t]*:|>?From )/;
/** `From someone Thu Jan  2 03:04:05 2025`, with a header field behind it. */
const ENVELOPE =
  /^From \S{1,150} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? [\w :+-]{10,40}\d{4}[\w :+-]{0,20}\r?\n[A-Za-z][A-Za-z0-9-]*:/;

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
