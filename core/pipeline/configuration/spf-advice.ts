import { isSpfText } from '../../domains/record-edit.ts';
import { type RecordTrial, spfChange, type WantedSender } from '../../domains/spf-change.ts';
import { utcDay } from '../../lib/days.ts';
import type { SpfAdvice, SpfAdviceSender } from '../../model/configuration.ts';
import type { Resolve } from '../../model/dns.ts';
import type { BranchState, SpfBranch } from '../../model/spf-tree.ts';
import { SUM, SUMS } from '../../model/traffic.ts';
import { createAnswerMemo } from '../../spf/answer-memo.ts';
import { compileSpf } from '../../spf/compile.ts';
import type { CompiledSpf } from '../../spf/compiled.ts';
import { evaluateSpf, evaluateSpfWith } from '../../spf/evaluate.ts';
import { MAX_LOOKUPS, MAX_VOIDS } from '../../spf/limits.ts';
import { branchesOf, buildSpfTree } from '../../spf/tree.ts';
import { branchFigures } from '../../spf/tree-facts.ts';
import { type JudgedTraffic, judgeDomain } from '../judge-domain.ts';
import { lastDays } from './blocked-figures.ts';
import type { Context } from './context.ts';

/** Days of traffic that the advice looks at. */
export const ADVICE_DAYS = 90;
/** Senders that one advice is worked out for, most messages first: each may cost several expansions. */
export const MAX_ADVISED_SENDERS = 25;

/** The smallest change to the SPF record of a domain, and what helps the senders that it cannot help. */
export async function spfAdvice(
  context: Context,
  domain: string,
  keys: readonly string[] | null,
): Promise<SpfAdvice | null> {
  if ((await context.store.domains.get(domain)).listing !== 'confirmed') return null;
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return null;
  const judged = await judgeDomain(context.store, domain, lastDays(utcDay(context.now()), ADVICE_DAYS));
  const chosen = judged.senders
    .filter((each) =>
      keys === null ? each.status === 'not' || each.status === 'partially' : keys.includes(each.sender.key),
    )
    // Without a choice: only whose mail shows that it is not a stranger's.
    .filter((each) => keys !== null || each.sums[SUM.passed]! > 0 || each.sender.service !== null)
    .sort((a, b) => b.sums[SUM.messages]! - a.sums[SUM.messages]!)
    .slice(0, MAX_ADVISED_SENDERS);
  const wanted = chosen.map((each): WantedSender & { messages: number } => ({
    key: each.sender.key,
    name: each.sender.name,
    addresses: each.sender.members.map((a) => judged.traffic.addresses[a]!),
    includes: each.sender.service?.spf ?? [],
    forwarder: each.forwarder,
    envelopeAligned: envelopeAligned(judged, domain, new Set(each.sender.members)),
    messages: each.sums[SUM.messages]!,
  }));
  const found = await spfRecords(domain, resolve);
  const change = await spfChange(found?.[0] ?? '', wanted, tryRecord(domain, resolve));
  if (found === null) change.problems.unshift({ code: 'before-unknown', detail: '' });
  else if (found.length > 1)
    change.problems.unshift({ code: 'before-several', detail: String(found.length) });
  const senders = wanted.map((sender): SpfAdviceSender => {
    const refused = change.refused.find((each) => each.key === sender.key)?.reason;
    return {
      key: sender.key,
      name: sender.name,
      messages: sender.messages,
      addresses: sender.addresses.length,
      advice: refused === undefined ? 'record' : adviceFor(refused, sender.includes.length > 0),
    };
  });
  return { change, senders };
}

/** A service can mostly be given a return path of the domain; a single machine is told to sign. */
function adviceFor(
  reason: SpfAdvice['change']['refused'][number]['reason'],
  service: boolean,
): SpfAdviceSender['advice'] {
  if (reason === 'already-in') return 'in';
  if (reason === 'envelope-not-aligned') return service ? 'return-path' : 'dkim';
  return reason;
}

/** Whether any of a sender's mail used an envelope domain that SPF can help: the domain or aligned with it. */
function envelopeAligned(judged: JudgedTraffic, domain: string, members: ReadonlySet<number>): boolean {
  const { flows, names } = judged.traffic;
  for (let f = 0; f < flows.count; f++) {
    if (!members.has(flows.address[f]!) || flows.sums[f * SUMS + SUM.messages] === 0) continue;
    if (flows.aligned[f] === 1 || names[flows.envelope[f]!] === domain) return true;
  }
  return false;
}

/** The SPF records that DNS shows; null where it gave no answer. */
async function spfRecords(domain: string, resolve: Resolve): Promise<string[] | null> {
  const result = await resolve(domain, 'TXT', 'spf');
  if ('detail' in result) return null;
  const records = result.kind === 'answer' ? result.records : [];
  return records.flatMap((each) => (each.type === 'TXT' ? [each.data.join('')] : [])).filter(isSpfText);
}

/** Addresses of one advice that may cost questions of their own (`exists`, macros, `ptr`). */
export const MAX_ASKED_ADDRESSES = 200;

/**
 * What a text would do if it stood at the domain; everything it leads to is asked of DNS. Look-ups are those of the
 * whole record, also of what stands behind a term that is evaluated for each address.
 */
export function tryRecord(
  domain: string,
  resolve: Resolve,
  limits: { maxAsked?: number } = {},
): (text: string) => Promise<RecordTrial> {
  const memo = createAnswerMemo(resolve);
  const asking = new Set<string>();
  const mayAsk = (address: string): boolean =>
    asking.has(address) ||
    (asking.size < (limits.maxAsked ?? MAX_ASKED_ADDRESSES) && asking.add(address).size > 0);
  return async (text) => {
    const typed: Resolve = async (name, type, purpose) =>
      name === domain && type === 'TXT'
        ? {
            kind: 'answer',
            records: [{ type: 'TXT', name, ttl: 60, data: [text] }],
            chain: [],
            ttl: 60,
            age: 0,
            stale: false,
          }
        : memo.resolve(name, type, purpose);
    const compiled = await compileSpf(domain, typed);
    const tree = await buildSpfTree(domain, typed);
    const [total] = branchFigures(tree);
    const known = compiled.verdicts.filter((verdict) => verdict !== null);
    const lookups = total?.lookups ?? 0;
    const voids = Math.max(total?.voids4 ?? 0, total?.voids6 ?? 0);
    return {
      async passes(address) {
        const verdict = evaluateSpf(compiled, address);
        if (verdict.problem !== 'needs-dns' || !mayAsk(address)) return verdict.result === 'pass';
        return (await evaluateSpfWith(compiled, address, typed)).result === 'pass';
      },
      lookups,
      voids,
      problem:
        known.find((verdict) => ['permerror', 'temperror'].includes(verdict.result))?.problem ??
        faultOf(tree, lookups, voids),
      addressCount: passingAddresses(compiled),
    };
  };
}

/** What makes the record invalid where no address of the compiled part shows it; empty where nothing does. */
function faultOf(tree: SpfBranch, lookups: number, voids: number): string {
  const at = branchesOf(tree).find((branch) => !SOUND.includes(branch.state));
  if (at !== undefined) return at.state === 'temperror' ? at.problem : at.state;
  if (lookups > MAX_LOOKUPS) return 'too-many-lookups';
  return voids > MAX_VOIDS ? 'too-many-voids' : '';
}

const SOUND: readonly BranchState[] = ['record', 'not-asked'];

const IPV4_SPACE = 2 ** 32;

function passingAddresses({ map4, verdicts }: CompiledSpf): number {
  let count = 0;
  for (let i = 0; i < map4.starts.length; i++) {
    if (verdicts[map4.values[i]!]?.result !== 'pass') continue;
    count += (map4.starts[i + 1] ?? IPV4_SPACE) - map4.starts[i]!;
  }
  return count;
}
