import { lookup4, lookup6 } from '../lib/interval-map.ts';
import { isMapped, parseIpv4, parseIpv6 } from '../lib/ip.ts';
import type { DnsProblem } from '../model/codes.ts';
import type { Resolve } from '../model/dns.ts';
import type { SpfVerdict } from '../model/spf.ts';
import { withKnownAnswers } from './answer-memo.ts';
import { checkHost } from './check-host.ts';
import type { CompiledSpf } from './compiled.ts';
import { dnsProblem } from './fetch-record.ts';
import { endingOf, verdictOf } from './verdict.ts';

const words = new Uint32Array(4);

/** In place of an index, for what is no address. */
export const NOT_AN_ADDRESS = 0xffffffff;

/**
 * Index into `compiled.verdicts` for an address, without any DNS; `NOT_AN_ADDRESS` where the text is none.
 * The hot path: 100,000 addresses take some ten milliseconds.
 */
function classifyAddress(compiled: CompiledSpf, address: string): number {
  const ipv4 = parseIpv4(address);
  if (ipv4 >= 0) return lookup4(compiled.map4, ipv4);
  if (!parseIpv6(address, words)) return NOT_AN_ADDRESS;
  // An IPv4-mapped address is an IPv4 address (RFC 7208 section 5).
  return isMapped(words) ? lookup4(compiled.map4, words[3] as number) : lookup6(compiled.map6, words);
}

/** `classifyAddress` for many. */
export function classifyAddresses(compiled: CompiledSpf, addresses: readonly string[]): Uint32Array {
  const result = new Uint32Array(addresses.length);
  for (let i = 0; i < addresses.length; i++) {
    result[i] = classifyAddress(compiled, addresses[i] as string);
  }
  return result;
}

/**
 * The verdict for an address as far as it is known without asking DNS: an address that reaches `exists`,
 * `ptr` or a macro is `undecided` with the problem `needs-dns`.
 */
export function evaluateSpf(compiled: CompiledSpf, address: string): SpfVerdict {
  const index = classifyAddress(compiled, address.trim());
  if (index === NOT_AN_ADDRESS) {
    return verdictOf(compiled.domain, endingOf('undecided', [compiled.domain], 'not-an-address'), 0, 0);
  }
  const verdict = compiled.verdicts[index];
  if (verdict) return verdict;
  const ending = endingOf('undecided', [compiled.domain], 'needs-dns');
  return verdictOf(compiled.domain, { ...ending, term: compiled.dynamicTerms[index] ?? '' }, 0, 0);
}

/**
 * The verdict for an address; DNS is asked only for addresses that reach a term of their own. Where a question on the
 * way was not answered that RFC 7208 lets pass in silence (reverse names, section 5.5), receivers may come to another
 * result: it is then a temporary error, unless it passes whatever they are.
 */
export async function evaluateSpfWith(
  compiled: CompiledSpf,
  address: string,
  resolve: Resolve,
): Promise<SpfVerdict> {
  const verdict = evaluateSpf(compiled, address);
  if (verdict.problem !== 'needs-dns') return verdict;
  let silent: DnsProblem | null = null as DnsProblem | null;
  const known = withKnownAnswers(resolve, compiled.answers);
  const input = { ip: address, domain: compiled.domain, silentNames: 'unknown' as const };
  const checked = await checkHost(input, async (name, type, purpose) => {
    const result = await known(name, type, purpose);
    if ('detail' in result) silent ??= dnsProblem(result);
    return result;
  });
  // A pass is one whatever those names are; which of the other results it is may hang on them.
  const certain = silent === null || checked.result === 'temperror' || checked.result === 'pass';
  if (certain) return checked;
  return { ...checked, result: 'temperror', term: '', problem: silent ?? '', overBroad: false };
}
