/** Fetches an attachment from a host that a webmail's adapter names, and from nowhere else. */
import { WEBMAILS } from '../content/webmails/registry.ts';
import { type FailureCode, type FetchFile, MAX_FILE_BYTES } from '../messages/protocol.ts';

const TIMEOUT_MS = 60_000;

/**
 * `page` is the frame that asked, as the browser tells it: the adapter it names must serve that very host, and
 * the address must lie at one of the adapter's hosts, by https.
 */
export async function fetchAttachment(
  request: FetchFile,
  page: string,
  fetcher: typeof fetch = fetch,
): Promise<{ blob: Blob } | { failed: FailureCode }> {
  const hosts = WEBMAILS.find((it) => it.id === request.webmail)?.otherHosts ?? [];
  if (!isAllowed(page, hosts) || !isAllowed(request.url, hosts)) return { failed: 'refused' };
  try {
    const answer = await fetcher(request.url, {
      credentials: 'include',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // redirects end at the hosts of the adapter, or nothing is read
    if (answer.url && !isAllowed(answer.url, hosts)) return { failed: 'sign-in' };
    if (answer.status === 401 || answer.status === 403) return { failed: 'sign-in' };
    if (!answer.ok) return { failed: 'unreachable' };
    if (Number(answer.headers.get('content-length') ?? 0) > MAX_FILE_BYTES) return { failed: 'too-large' };
    const file = /^\s*attachment\b/i.test(answer.headers.get('content-disposition') ?? '');
    if (!file && /^text\/html\b/i.test(answer.headers.get('content-type') ?? ''))
      return { failed: 'sign-in' };
    const blob = await answer.blob();
    return blob.size > MAX_FILE_BYTES ? { failed: 'too-large' } : { blob };
  } catch {
    return { failed: await whyNot(request.url, fetcher) };
  }
}

/** An address that leads where the extension may not go leads to a login; browsers do not say where. */
async function whyNot(url: string, fetcher: typeof fetch): Promise<FailureCode> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetcher(url, { credentials: 'include', redirect: 'manual', signal });
    return answer.type === 'opaqueredirect' ? 'sign-in' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

function isAllowed(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname);
}
