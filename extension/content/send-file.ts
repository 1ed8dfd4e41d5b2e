/** Hands a file to the background in pieces and brings back what it says of it. */
import { CHUNK_BYTES, type FileAnswer, type FileIntent, type PageMessage } from '../messages/protocol.ts';
import { base64 } from './base64.ts';

/** Sends one message to the background; undefined where the extension has gone away. */
export type Send = (message: PageMessage) => Promise<FileAnswer | undefined>;

export interface FileToSend {
  blob: Blob;
  name: string;
  mailDomain: string;
}

export async function sendFile(file: FileToSend, intent: FileIntent, send: Send): Promise<FileAnswer> {
  // the background may end between two pieces and lose them: one more try, then the truth
  const first = await sendOnce(file, intent, send);
  return first.outcome === 'failed' && first.code === 'restart' ? await sendOnce(file, intent, send) : first;
}

async function sendOnce(file: FileToSend, intent: FileIntent, send: Send): Promise<FileAnswer> {
  const count = Math.max(1, Math.ceil(file.blob.size / CHUNK_BYTES));
  const transfer = newId();
  for (let index = 0; index < count; index += 1) {
    const data = await base64(file.blob.slice(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES));
    const answer = await send({
      type: 'file-chunk',
      intent,
      transfer,
      name: file.name,
      mailDomain: file.mailDomain,
      index,
      count,
      size: file.blob.size,
      data,
    });
    if (!answer) return { outcome: 'failed', code: 'internal' };
    if (answer.outcome !== 'more') return answer;
  }
  return { outcome: 'failed', code: 'internal' };
}

/** A UUID of version 4 (RFC 9562). `crypto.randomUUID` is missing in pages of plain http. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return text.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}
