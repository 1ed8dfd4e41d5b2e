import type { Clock } from '../lib/clock.ts';
import type { Gateway } from '../lib/gateway.ts';
import type { DnsResult, Resolve } from '../model/dns.ts';
import type { ResolverChoice } from '../model/settings.ts';
import { createDohClient } from './doh-client.ts';
import { createJsonClient } from './json-client.ts';

/** What the Test button found. */
export interface ResolverTest {
  works: boolean;
  /** Why not, where it does not; `no-cors`: it answers, but does not let a web page read the answer. */
  problem: DnsResult['kind'] | 'no-cors' | 'not-truthful' | '';
  detail: string;
  /** How it answered; `json` where it has no wire form at that address. */
  format: 'wire' | 'json';
  /** Median of the questions asked, milliseconds; null where none was answered. */
  milliseconds: number | null;
  /** False: a name that does not exist was answered with something. Null: could not be seen. */
  truthful: boolean | null;
  /** Names that a filter is known to suppress, and that this resolver did. Null: could not be seen. */
  filtered: string[] | null;
}

export interface ResolverTestOptions {
  gateway: Gateway;
  clock: Clock;
  /** 8 or more characters for a name that nobody has; new for each test. */
  randomLabel: string;
  /** A name that exists; example.com where absent. */
  known?: string;
  /** Names that filters suppress and that exist. */
  suspects?: readonly string[];
}

/** An advertising host, and the name that Quad9 keeps to show whether its filter is on. */
const SUSPECTS = ['doubleclick.net', 'isitblocked.org'] as const;
/** Extended DNS Errors that say it openly: forged, blocked, censored, filtered (RFC 8914). */
const FILTER_ERRORS = new Set([4, 15, 16, 17]);

/**
 * Asks a resolver a few questions about names that are nobody's: whether it can be read from here, how fast it
 * is, whether it invents answers, whether it suppresses names. Nothing is asked about the user's domains.
 */
export async function testResolver(
  choice: ResolverChoice,
  options: ResolverTestOptions,
): Promise<ResolverTest> {
  const { gateway, clock } = options;
  const wire = createDohClient(choice.url, { gateway });
  const json = createJsonClient(choice.url, { gateway });
  let format: ResolverTest['format'] = choice.format ?? 'wire';
  const known = options.known ?? 'example.com';
  const times: number[] = [];
  const ask = async (name: string, type: Parameters<Resolve>[1] = 'A'): Promise<DnsResult> => {
    const start = clock();
    const result = await (format === 'json' ? json : wire)(name, type, 'resolver-test');
    if (isAnswered(result)) times.push(clock() - start);
    return result;
  };
  let first = await ask(known, 'SOA');
  if (format === 'wire' && (first.kind === 'malformed' || first.kind === 'http-error')) {
    // Something answers there, but no DNS message: a server that has nothing but JSON.
    format = 'json';
    const again = await ask(known, 'SOA');
    if (isAnswered(again)) first = again;
    else format = 'wire';
  }
  const nothing = { format, milliseconds: null, truthful: null, filtered: null };
  if (!isAnswered(first)) {
    const detail = 'detail' in first ? first.detail : '';
    const open = first.kind === 'blocked' && (await answersUnread(choice.url, gateway));
    return { works: false, problem: open ? 'no-cors' : first.kind, detail, ...nothing };
  }
  if (first.kind !== 'answer') {
    return { works: false, problem: 'not-truthful', detail: known, ...nothing, truthful: false };
  }
  const missing = await ask(`${options.randomLabel}.${known}`);
  const invalid = await ask(`${options.randomLabel}.invalid`);
  const truthful =
    isAnswered(missing) && isAnswered(invalid)
      ? missing.kind !== 'answer' && invalid.kind !== 'answer'
      : null;
  const filtered: string[] = [];
  let seen = 0;
  for (const name of options.suspects ?? SUSPECTS) {
    const result = await ask(name);
    if (isSuppressed(result)) filtered.push(name);
    if (isAnswered(result) || isSuppressed(result)) seen++;
  }
  return {
    works: truthful !== false,
    problem: truthful === false ? 'not-truthful' : '',
    detail: '',
    format,
    milliseconds: times.sort((a, b) => a - b)[times.length >> 1] ?? null,
    truthful,
    filtered: seen === 0 ? null : filtered,
  };
}

function isAnswered(result: DnsResult): boolean {
  return result.kind === 'answer' || result.kind === 'nodata' || result.kind === 'nxdomain';
}

/** NXDOMAIN, an address of nobody, or a refusal that says so. */
function isSuppressed(result: DnsResult): boolean {
  if (result.kind === 'nxdomain' || result.kind === 'refused') return true;
  if ('error' in result && result.error) return FILTER_ERRORS.has(result.error.code);
  return result.kind === 'answer' && result.records.every((r) => /^(0\.|127\.|::1?$)/.test(String(r.data)));
}

/** Whether something answers there although the page may not read it. */
async function answersUnread(url: string, gateway: Gateway): Promise<boolean> {
  const result = await gateway.request(url, { unread: true }, { purpose: 'resolver-test' });
  return result.kind === 'response';
}
