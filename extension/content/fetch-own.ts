/** The content script's only way out: the page's own origin, with the page's own session. */
import type { FailureCode } from '../messages/protocol.ts';
import { absolute, isOwnAddress } from './own-address.ts';

const TIMEOUT_MS = 60_000;

export interface OwnRequest {
  /** An answer that says it is larger is not read. */
  maxBytes: number;
  signal?: AbortSignal;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  timeoutMs?: number;
}

/** The answer of an address at the page's own origin. Never throws. */
export async function fetchOwn(
  url: string,
  { maxBytes, signal, timeoutMs = TIMEOUT_MS, ...init }: OwnRequest,
): Promise<{ answer: Response } | { failed: FailureCode }> {
  // the address came from the page: whatever the page made of it, other origins are not asked
  const address = absolute(url, location);
  if (!address || !isOwnAddress(address.href, location)) return { failed: 'refused' };
  const late = AbortSignal.timeout(timeoutMs);
  try {
    // whole: what is left open would be read against the page's <base>
    const answer = await fetch(address.href, {
      ...init,
      credentials: 'include',
      // a page must not lead the extension elsewhere; files come straight, only logins redirect
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403)
      return { failed: 'sign-in' };
    if (!answer.ok) return { failed: 'unreachable' };
    if (Number(answer.headers.get('content-length') ?? 0) > maxBytes) return { failed: 'too-large' };
    return { answer };
  } catch {
    return { failed: 'unreachable' };
  }
}
