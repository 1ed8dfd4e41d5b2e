import { isNotAsked } from '../../lib/answer.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { NoAnswer, Resolve } from '../../model/dns.ts';
import type { SpfVerdict } from '../../model/spf.ts';
import { SUM, SUMS, type Traffic } from '../../model/traffic.ts';
import { compileSpf } from '../../spf/compile.ts';
import type { CompiledSpf } from '../../spf/compiled.ts';
import { evaluateSpf, evaluateSpfWith } from '../../spf/evaluate.ts';
import { type VerdictTable, VerdictTableBuilder } from '../facts/verdicts.ts';

/** SPF domains evaluated for one policy domain; forged reports may name endless subdomains. */
export const MAX_SPF_DOMAINS = 200;
/** Addresses of one SPF domain that may cost DNS questions of their own (exists, macros), the busiest first. */
export const MAX_ASKED_ADDRESSES = 2_000;
/** Such addresses evaluated at once; the resolver limits the questions under way. */
const AT_ONCE = 32;

export interface SpfDomainLimits {
  maxDomains?: number;
  maxAskedAddresses?: number;
}

/** DNS for what reports chose: names other than the policy domain, and addresses. */
export interface ReportedDns {
  /** The policy domain, whose own record is its owner's choice. */
  own: string;
  resolve: Resolve;
  /** Whether its questions were used up. */
  spent(): boolean;
}

export interface EvaluatedSpf {
  tables: VerdictTable[];
  /** By SPF domain: addresses that DNS gave no answer for, and why. A cap counts as a budget used up. */
  unanswered: Map<string, Map<string, NoAnswer>>;
  compiled: Map<string, CompiledSpf>;
  /** Seconds until the first answer ends its TTL. */
  ttl: number;
  temporary: boolean;
  /** Pairs of domain and address left without a verdict. */
  waiting: number;
}

/** Addresses by SPF domain, as the rows of the traffic need them, each with the most messages first. */
export function wantedVerdicts(
  policyDomain: string,
  traffic: Traffic,
  organizational: (name: string) => string,
  limits: SpfDomainLimits = {},
): Map<string, string[]> {
  const root = organizational(policyDomain);
  // Header-from is a claim: only names of the user's own organization are looked up, a stranger's never.
  const askable = traffic.names.map(
    (name) => name !== '' && (isAtOrBelow(name, policyDomain) || organizational(name) === root),
  );
  const messages = new Map<number, Map<number, number>>();
  const add = (name: number, address: number, n: number): void => {
    if (!askable[name]) return;
    const byAddress = messages.get(name) ?? new Map<number, number>();
    messages.set(name, byAddress);
    byAddress.set(address, (byAddress.get(address) ?? 0) + n);
  };
  const { flows } = traffic;
  for (let f = 0; f < flows.count; f++) {
    const n = flows.sums[f * SUMS + SUM.messages]!;
    add(flows.headerFrom[f]!, flows.address[f]!, n);
    if (flows.aligned[f] === 1) add(flows.envelope[f]!, flows.address[f]!, n);
  }
  const total = (byAddress: Map<number, number>): number => {
    let sum = 0;
    for (const n of byAddress.values()) sum += n;
    return sum;
  };
  return new Map(
    [...messages.entries()]
      .map(([name, byAddress]) => ({ name: traffic.names[name]!, byAddress, sum: total(byAddress) }))
      .sort((a, b) => Number(b.name === policyDomain) - Number(a.name === policyDomain) || b.sum - a.sum)
      .slice(0, limits.maxDomains ?? MAX_SPF_DOMAINS)
      .map(({ name, byAddress }) => [
        name,
        [...byAddress.entries()].sort((a, b) => b[1] - a[1]).map(([a]) => traffic.addresses[a]!),
      ]),
  );
}

/** Compiles and evaluates each SPF domain for its addresses. DNS trouble is a verdict, or none. */
export async function evaluateSpfDomains(
  wanted: ReadonlyMap<string, readonly string[]>,
  resolve: Resolve,
  signal?: AbortSignal,
  limits: SpfDomainLimits & { reported?: ReportedDns } = {},
): Promise<EvaluatedSpf> {
  const { reported } = limits;
  const result: EvaluatedSpf = {
    tables: [],
    unanswered: new Map(),
    compiled: new Map(),
    ttl: Number.MAX_SAFE_INTEGER,
    temporary: false,
    waiting: 0,
  };
  for (const [domain, addresses] of wanted) {
    if (signal?.aborted) break;
    const chosen = reported !== undefined && domain !== reported.own ? reported.resolve : resolve;
    const compiled = await compileSpf(domain, chosen);
    result.compiled.set(domain, compiled);
    if (compiled.ttl > 0) result.ttl = Math.min(result.ttl, compiled.ttl);
    // Asking again soon does not help where the day's questions were used up.
    result.temporary ||= compiled.temporary && !(chosen !== resolve && reported?.spent());
    const { table, unanswered, waiting } = await verdictTable(compiled, domain, addresses, {
      resolve: reported?.resolve ?? resolve,
      spent: reported?.spent ?? (() => false),
      maxAsked: limits.maxAskedAddresses ?? MAX_ASKED_ADDRESSES,
      ...(signal ? { signal } : {}),
    });
    result.tables.push(table);
    result.unanswered.set(domain, unanswered);
    result.waiting += waiting;
  }
  return result;
}

async function verdictTable(
  compiled: CompiledSpf,
  domain: string,
  addresses: readonly string[],
  options: { resolve: Resolve; spent(): boolean; maxAsked: number; signal?: AbortSignal },
): Promise<{ table: VerdictTable; unanswered: Map<string, NoAnswer>; waiting: number }> {
  const { resolve, signal } = options;
  const builder = new VerdictTableBuilder(domain);
  const ask: string[] = [];
  const unanswered = new Map<string, NoAnswer>();
  let waiting = 0;
  const keep = (address: string, verdict: SpfVerdict): void => {
    const why = verdict.result === 'temperror' ? failureOf(verdict) : null;
    if (why !== null) unanswered.set(address, why);
    // Where nobody was asked yet there is no verdict: `Not checked yet`. What will not be asked cannot be decided.
    const withheld = why === 'names-off' || (why === 'budget' && options.spent());
    if (why !== null && isUnasked(why) && !withheld) waiting++;
    else builder.add(address, verdict);
  };
  const leave = (addresses: readonly string[]): void => {
    for (const address of addresses) unanswered.set(address, 'budget');
    waiting += addresses.length;
  };
  for (const address of addresses) {
    const verdict = evaluateSpf(compiled, address);
    if (verdict.problem === 'needs-dns') ask.push(address);
    else keep(address, verdict);
  }
  const asked = ask.slice(0, options.maxAsked);
  leave(ask.slice(options.maxAsked));
  for (let at = 0; at < asked.length; at += AT_ONCE) {
    const part = asked.slice(at, at + AT_ONCE);
    if (signal?.aborted) {
      leave(part);
      continue;
    }
    const verdicts = await Promise.all(part.map((address) => evaluateSpfWith(compiled, address, resolve)));
    part.forEach((address, i) => {
      keep(address, verdicts[i]!);
    });
  }
  return { table: builder.finish(), unanswered, waiting };
}

/** Whether a failure says that DNS was not asked; an address that the browser could not reach was not either. */
const isUnasked = (why: NoAnswer): boolean => isNotAsked(why) || why === 'blocked';

/** Why DNS gave no answer, out of the machine code of a temporary error. */
function failureOf({ problem }: SpfVerdict): NoAnswer {
  return problem.startsWith('dns-') ? (problem.slice('dns-'.length) as NoAnswer) : 'malformed';
}

/**
 * Passes of addresses for services' published names and own envelope domains. Only terms that need no
 * question of their own count: a service of many thousand customers must not cost one for each address.
 */
export async function servicePasses(
  names: readonly string[],
  addresses: readonly string[],
  compile: (name: string) => Promise<CompiledSpf>,
  last: readonly VerdictTable[] = [],
  signal?: AbortSignal,
): Promise<VerdictTable[]> {
  const tables: VerdictTable[] = [];
  for (const name of names) {
    if (signal?.aborted) break;
    const compiled = await compile(name);
    const known = last.find((table) => table.domain === name);
    if (compiled.temporary && known) {
      // Half an expansion would take addresses out of their service until DNS answers again.
      tables.push(known);
      continue;
    }
    const builder = new VerdictTableBuilder(name);
    let any = false;
    for (const address of addresses) {
      const verdict = evaluateSpf(compiled, address);
      if (verdict.result !== 'pass') continue;
      builder.add(address, verdict);
      any = true;
    }
    if (any) tables.push(builder.finish());
  }
  return tables;
}
