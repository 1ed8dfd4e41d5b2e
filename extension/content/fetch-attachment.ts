/** Reads an attachment at the page's own origin with the page's own session. */
import { type FailureCode, MAX_FILE_BYTES } from '../messages/protocol.ts';
import { fetchOwn, type OwnRequest } from './fetch-own.ts';

export type Fetched = { blob: Blob } | { failed: FailureCode };

/** Bytes of an attachment; a login page in its place reads `sign-in`. Never throws. */
export async function fetchAttachment(
  url: string,
  name: string,
  { maxBytes = MAX_FILE_BYTES, ...request }: Partial<OwnRequest> = {},
): Promise<Fetched> {
  const got = await fetchOwn(url, { ...request, maxBytes });
  if ('failed' in got) return got;
  if (isLoginPage(got.answer, name)) return { failed: 'sign-in' };
  try {
    const blob = await got.answer.blob();
    return blob.size > maxBytes ? { failed: 'too-large' } : { blob };
  } catch {
    return { failed: 'unreachable' };
  }
}

/** A page to look at where a file to keep was asked for. */
function isLoginPage(answer: Response, name: string): boolean {
  const html = /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
  const file = /^\s*attachment\b/i.test(answer.headers.get('content-disposition') ?? '');
  return html && !file && !/\.html?$/i.test(name);
}
