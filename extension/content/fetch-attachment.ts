/** Reads an attachment at the page's own origin with the page's own session. */
import { type FailureCode, MAX_FILE_BYTES } from '../messages/protocol.ts';

export type Fetched = { blob: Blob } | { failed: FailureCode };

const TIMEOUT_MS = 60_000;

/** Bytes of an attachment; a login page in its place reads `sign-in`. Never throws. */
export async function fetchAttachment(url: string, name: string, signal: AbortSignal): Promise<Fetched> {
  // the adapter read this address from the page: whatever the page made of it, other origins are not asked
  if (new URL(url, location.href).origin !== location.origin) return { failed: 'refused' };
  try {
    const answer = await fetch(url, {
      credentials: 'include',
      // a page must not lead the extension elsewhere; attachments come straight, only logins redirect
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403)
      return { failed: 'sign-in' };
    if (!answer.ok) return { failed: 'unreachable' };
    if (Number(answer.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) return { failed: 'too-large' };
    if (isLoginPage(answer, name)) return { failed: 'sign-in' };
    const blob = await answer.blob();
    return blob.size > MAX_FILE_BYTES ? { failed: 'too-large' } : { blob };
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
