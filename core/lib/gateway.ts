/**
 * The one way out of the program: every request passes here, has a purpose, is reported, and obeys the
 * switch *no network*. Results are values; nothing throws.
 */
import type { Clock } from './clock.ts';
import { readCapped } from './read-capped.ts';

const DEFAULT_TIMEOUT_MS = 8_000;
/** A DNS message is at most 65,535 bytes; API answers of policy hosts are larger. */
const DEFAULT_MAX_BODY_BYTES = 4 * 1024 * 1024;

export interface GatewayInit {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'PROPFIND';
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
  timeoutMs?: number;
  maxBytes?: number;
  /** Asks only whether something answers there: the answer, status 0, cannot be read, and needs no CORS. */
  unread?: boolean;
  /**
   * Follows redirects, to find out where a server sends one: only for a request that carries neither a key nor a
   * body, since a browser would take both along.
   */
  follow?: true;
}

/** Why a request is made. `name` and `type` are those of a DNS question. */
export interface GatewayPurpose {
  purpose: string;
  name?: string;
  type?: string;
}

export type GatewayResult = GatewayResponse | GatewayFailure;

export interface GatewayResponse {
  kind: 'response';
  status: number;
  /** Value of a header, null where absent or hidden by CORS. */
  header(name: string): string | null;
  body: Uint8Array;
  /** Where the answer came from in the end; empty or absent where the platform does not tell. */
  url?: string;
  /** Milliseconds. */
  took: number;
}

export interface GatewayFailure {
  /**
   * `blocked`: the platform gave a TypeError, which says no more than "no connection, CORS, mixed content
   * or local network permission". `redirected`: the server sends elsewhere; never followed, since the
   * user chose where questions go.
   */
  kind: 'no-network' | 'offline' | 'timeout' | 'blocked' | 'redirected' | 'too-large' | 'bad-url';
  detail: string;
  took: number;
}

/** One request that left, or tried to. */
export interface GatewayEntry extends GatewayPurpose {
  /** Milliseconds since 1970. */
  time: number;
  method: string;
  url: string;
  outcome: GatewayResult['kind'];
  status: number;
  took: number;
}

export interface GatewayOptions {
  fetch: typeof fetch;
  clock: Clock;
  /** The switch *no network*: asked before each request. */
  noNetwork?: () => boolean;
  /** What the platform says of its connection; only used to name a failure. */
  online?: () => boolean;
  onRequest?: (entry: GatewayEntry) => void;
  timeoutMs?: number;
  maxBytes?: number;
}

export interface Gateway {
  request(url: string, init: GatewayInit, why: GatewayPurpose): Promise<GatewayResult>;
}

/** Builds the gateway. With *no network* on, a request is not made, not recorded, and ends as `no-network`. */
export function createGateway(options: GatewayOptions): Gateway {
  return {
    async request(url, init, why) {
      if (options.noNetwork?.()) return { kind: 'no-network', detail: '', took: 0 };
      if (!isHttpUrl(url)) return { kind: 'bad-url', detail: url.slice(0, 200), took: 0 };
      const time = options.clock();
      const outcome = await send(url, init, options);
      const took = Math.max(0, options.clock() - time);
      const result = { ...outcome, took } as GatewayResult;
      const status = result.kind === 'response' ? result.status : 0;
      const entry = { ...why, time, method: init.method ?? 'GET', url, outcome: result.kind, status, took };
      options.onRequest?.(entry);
      // where it was sent on to has been spoken to as well
      if (init.follow && result.kind === 'response' && result.url && originOf(result.url) !== originOf(url))
        options.onRequest?.({ ...entry, url: result.url });
      return result;
    },
  };
}

type Outcome = Omit<GatewayResponse, 'took'> | Omit<GatewayFailure, 'took'>;

async function send(url: string, init: GatewayInit, options: GatewayOptions): Promise<Outcome> {
  if (init.follow && (init.body !== undefined || Object.keys(init.headers ?? {}).length > 0))
    throw new Error('A request that follows redirects must carry no headers and no body.');
  const abort = new AbortController();
  const limit = init.timeoutMs ?? options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    const response = await options.fetch.call(undefined, url, {
      method: init.method ?? 'GET',
      headers: init.headers ?? {},
      ...(init.body === undefined ? {} : { body: init.body }),
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // A request that reads nothing may not be told of redirects, so there they are followed unread.
      redirect: init.unread || init.follow ? 'follow' : 'manual',
      ...(init.unread ? { mode: 'no-cors' as const } : {}),
      signal: abort.signal,
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      return { kind: 'redirected', detail: response.headers.get('location') ?? '' };
    }
    const body = await readCapped(response, init.maxBytes ?? options.maxBytes ?? DEFAULT_MAX_BODY_BYTES);
    if (body === null) return { kind: 'too-large', detail: '' };
    const header = (name: string) => response.headers.get(name);
    return { kind: 'response', status: response.status, header, body, url: response.url };
  } catch (error) {
    if (abort.signal.aborted) return { kind: 'timeout', detail: `${limit} ms` };
    if (options.online?.() === false) return { kind: 'offline', detail: '' };
    return { kind: 'blocked', detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

function isHttpUrl(url: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(url).protocol);
  } catch {
    return false;
  }
}
