import type { Gateway, GatewayResult } from '../../lib/gateway.ts';
import type { HostCall, HostProblem, HostResult } from '../../model/host.ts';

/** Characters of a server's words that are kept. */
export const MAX_SERVER_WORDS = 500;

export interface ApiAnswer {
  status: number;
  /** Parsed JSON; null where the body is empty or none. */
  json: unknown;
  text: string;
}

/** Makes one call of a plan. The key travels in the headers only and is in no result. */
export async function apiCall(
  gateway: Gateway,
  call: HostCall,
  headers: Record<string, string>,
): Promise<HostResult<ApiAnswer>> {
  const result = await gateway.request(
    call.url,
    {
      method: call.method as 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      headers: call.body === '' ? headers : { ...headers, 'content-type': 'application/json' },
      ...(call.body === '' ? {} : { body: call.body }),
    },
    { purpose: call.purpose },
  );
  if (result.kind !== 'response') return { ok: false, problem: transportProblem(result) };
  const text = new TextDecoder().decode(result.body);
  return { ok: true, value: { status: result.status, json: parse(text), text } };
}

/**
 * A page sees neither status nor body of an answer without the CORS header, and PowerDNS sends none with
 * 401 and 404: wrong key, stopped server and missing permission all look like `blocked`.
 */
function transportProblem(result: Exclude<GatewayResult, { kind: 'response' }>): HostProblem {
  const code = result.kind === 'blocked' ? 'unreachable-or-key' : result.kind;
  return { code, detail: result.detail.slice(0, MAX_SERVER_WORDS), status: null };
}

/** The problem of an answer that is no success. `words` are what the server says of it. */
export function statusProblem(status: number, words: string): HostProblem {
  const detail = words.slice(0, MAX_SERVER_WORDS);
  if (status === 401 || status === 403) return { code: 'unauthorized', detail, status };
  if (status === 404) return { code: 'not-found', detail, status };
  if (status === 429) return { code: 'too-many-requests', detail, status };
  return { code: status >= 500 ? 'server-error' : 'rejected', detail, status };
}

function parse(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
