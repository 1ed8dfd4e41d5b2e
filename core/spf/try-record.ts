import { toALabels } from '../lib/dns-names.ts';
import type { Resolve } from '../model/dns.ts';
import type { SpfVerdict } from '../model/spf.ts';
import type { SpfBranch } from '../model/spf-tree.ts';
import { compileSpf } from './compile.ts';
import type { CompiledSpf } from './compiled.ts';
import { evaluateSpfWith } from './evaluate.ts';
import { isSpfRecord } from './parse.ts';
import { buildSpfTree } from './tree.ts';

/** What a record typed by hand would do to the senders seen. */
export interface TriedRecord {
  /** False: the text does not begin with `v=spf1`; every sender would be without a record. */
  isRecord: boolean;
  tree: SpfBranch;
  /** Addresses that would enter the record, drop out of it, or be undecided after; the rest stays as it is. */
  becomeIn: TriedAddress[];
  dropOut: TriedAddress[];
  undecided: TriedAddress[];
  /** Addresses In before and after. */
  stayIn: number;
  stayOut: number;
  /** Every address with both verdicts, in the order given. */
  each: TriedAddress[];
  /** The record as typed, with the answers it rests on. */
  compiled: CompiledSpf;
}

export interface TriedAddress {
  address: string;
  before: SpfVerdict;
  after: SpfVerdict;
}

/** DNS in which one domain publishes another SPF record; its other TXT records do not matter to SPF. */
function withRecord(resolve: Resolve, domain: string, text: string): Resolve {
  const name = toALabels(domain.replace(/\.$/, '')).toLowerCase();
  return async (asked, type, purpose) => {
    if (type !== 'TXT' || asked.toLowerCase() !== name) return resolve(asked, type, purpose);
    const records = [{ type: 'TXT' as const, name, ttl: 0, data: [text] }];
    return { kind: 'answer', records, chain: [], ttl: 0, age: 0, stale: false };
  };
}

/** Judges the given addresses by the record that is published and by the one typed in. */
export async function tryRecord(
  domain: string,
  text: string,
  addresses: readonly string[],
  resolve: Resolve,
): Promise<TriedRecord> {
  const tried = withRecord(resolve, domain, text);
  const [now, then, tree] = await Promise.all([
    compileSpf(domain, resolve),
    compileSpf(domain, tried),
    buildSpfTree(domain, tried),
  ]);
  const result: TriedRecord = {
    isRecord: isSpfRecord(text),
    tree,
    becomeIn: [],
    dropOut: [],
    undecided: [],
    stayIn: 0,
    stayOut: 0,
    each: [],
    compiled: then,
  };
  for (const address of addresses) {
    const before = await evaluateSpfWith(now, address, resolve);
    const after = await evaluateSpfWith(then, address, tried);
    result.each.push({ address, before, after });
    const was = before.result === 'pass';
    const is = after.result === 'pass';
    if (after.result === 'undecided' || after.result === 'temperror') {
      result.undecided.push({ address, before, after });
    } else if (is && !was) result.becomeIn.push({ address, before, after });
    else if (was && !is) result.dropOut.push({ address, before, after });
    else if (is) result.stayIn++;
    else result.stayOut++;
  }
  return result;
}
