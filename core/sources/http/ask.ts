import * as v from 'valibot';
import type { GatewayFailure, GatewayInit, GatewayResponse } from '../../lib/gateway.ts';
import type { SourcePurpose } from '../../model/dns.ts';
import type { SourceProblem, SourceResult } from '../../model/source.ts';
import { refused, SOURCE_LIMITS, type SourceTools } from '../source.ts';
import { child, childText, readXml } from './read-xml.ts';

/** Longest time that a server may make us wait, seconds. */
const MAX_WAIT = 86_400;

/** Sends a request to an address that was checked (see address.ts). Only an answer of success is a value. */
export async function ask(
  tools: SourceTools,
  url: URL,
  init: GatewayInit,
  purpose: SourcePurpose,
): Promise<SourceResult<GatewayResponse>> {
  // Our own headers are fixed, so it is the name or the key that no server can accept. A browser would say only that the
  // request failed, and it would be taken for a server that answers no pages.
  if (!Object.values(init.headers ?? {}).every(isHeaderValue)) return refused('sign-in');
  const reading = purpose === 'source-read';
  const answer = await tools.gateway.request(
    url.href,
    {
      timeoutMs: reading ? SOURCE_LIMITS.itemMs : SOURCE_LIMITS.listMs,
      maxBytes: reading ? SOURCE_LIMITS.itemBytes : SOURCE_LIMITS.listBytes,
      ...init,
    },
    { purpose, name: url.host },
  );
  if (answer.kind !== 'response') return await noAnswer(tools, url, answer);
  if (answer.status >= 200 && answer.status < 300) return { ok: true, value: answer };
  return { ok: false, problem: statusProblem(answer, tools.clock()) };
}

/** What fetch sends: ISO 8859-1 without control characters. */
function isHeaderValue(text: string): boolean {
  return text.length <= MAX_HEADER && /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

/** Longer than any server takes. */
const MAX_HEADER = 32_768;

/** The problem that an answer without success tells of. */
function statusProblem(answer: GatewayResponse, now: number): SourceProblem {
  const { status } = answer;
  const detail = wordsOf(answer);
  const wait = waitOf(answer.header('retry-after'), now);
  const code =
    status === 401
      ? 'sign-in'
      : status === 403
        ? 'forbidden'
        : status === 404 || status === 410
          ? 'not-found'
          : status === 429
            ? 'too-many'
            : status >= 500
              ? 'server-error'
              : 'refused';
  return { code, detail, status, wait };
}

/** The problem of a request that got no answer. */
export async function noAnswer(
  tools: SourceTools,
  url: URL,
  failure: GatewayFailure,
): Promise<{ ok: false; problem: SourceProblem }> {
  if (failure.kind === 'redirected') return refused('redirect-loop', url.host);
  if (failure.kind === 'bad-url') return refused('bad-address', url.host);
  if (failure.kind !== 'blocked') return refused(failure.kind, url.host);
  // The platform does not say why. Where the server answers a request that reads nothing, it refuses web pages, or
  // the browser was not allowed to let the extension read.
  const there = await tools.gateway.request(
    url.origin,
    { unread: true, timeoutMs: SOURCE_LIMITS.listMs },
    { purpose: 'source-sign-in', name: url.host },
  );
  if (there.kind !== 'response' || there.status !== 0) return refused('unreachable', url.host);
  return refused(tools.inExtension ? 'no-permission' : 'page-refused', url.host);
}

/** Bodies longer than this are no short word on what is wrong. */
const MAX_WORDS_BYTES = 10_000;

/** What the server says in words, on one line (RFC 9457 and its like); pages of HTML say nothing. */
function wordsOf({ body, header }: GatewayResponse): string {
  const type = header('content-type') ?? '';
  if (body.length > MAX_WORDS_BYTES || !/json|xml|text\/plain/.test(type)) return '';
  const text = new TextDecoder().decode(body);
  if (type.includes('xml')) {
    const error = child(readXml(body), 'Error');
    return [childText(error, 'Code'), childText(error, 'Message')].filter(Boolean).join(': ').slice(0, 200);
  }
  const told = type.includes('json') ? v.safeParse(ERROR_SHAPE, parsed(text)) : null;
  const words = told === null ? text : told.success ? (told.output.detail ?? told.output.title ?? '') : '';
  return words.replace(/\s/g, ' ').slice(0, 200).trim();
}

const ERROR_SHAPE = v.object({ detail: v.optional(v.string()), title: v.optional(v.string()) });

/** Parsed JSON; null where the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Retry-After in seconds (RFC 9110 section 10.2.3): a number or a date. */
export function waitOf(text: string | null, now: number): number | null {
  if (text === null) return null;
  if (/^\d{1,9}$/.test(text.trim())) return Math.min(MAX_WAIT, Number(text));
  // `-99999` would be read as a year
  const seconds = /[a-z]{3}/i.test(text) ? Math.ceil((Date.parse(text) - now) / 1000) : Number.NaN;
  return Number.isFinite(seconds) ? Math.min(MAX_WAIT, Math.max(0, seconds)) : null;
}

/** The Authorization header: Basic where there is a name, else a bearer token. */
export function authorization(user: string, key: string): Record<string, string> {
  if (user === '') return { authorization: `Bearer ${key}` };
  const bytes = new TextEncoder().encode(`${user}:${key}`);
  return { authorization: `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}` };
}
