import { organizationalDomainByList } from '../../dmarc/public-suffix.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { Period } from '../../model/period.ts';
import { DKIM_RESULTS } from '../../model/records.ts';
import type { Store } from '../../store/store.ts';
import type { UnalignedSigner } from './face.ts';

/** Selectors listed and looked up, most messages first. */
export const MAX_SELECTORS = 40;
export const MAX_SIGNERS = 20;

const PASS = DKIM_RESULTS.indexOf('pass');

export interface SeenSelector {
  domain: string;
  selector: string;
  messages: number;
  lastDay: number;
}

export interface SeenDkim {
  selectors: SeenSelector[];
  unaligned: UnalignedSigner[];
}

/**
 * Signatures that passed on mail of a domain: selectors of the domain's own names, and signers of mail that
 * carries no passing signature of its own. Only passing ones: anybody can write a signature that fails.
 */
export async function dkimSeen(store: Store, domain: string, period: Period): Promise<SeenDkim> {
  const root = organizationalDomainByList(domain);
  const own = (name: string) => isAtOrBelow(name, domain) || organizationalDomainByList(name) === root;
  const selectors = new Map<string, SeenSelector>();
  const signers = new Map<string, UnalignedSigner>();
  for await (const { report, block } of store.reports.scan(domain, period)) {
    for (let i = 0; i < block.count; i++) {
      const messages = block.messages[i]!;
      const strangers = new Set<string>();
      let signed = false;
      for (let k = block.dkimStart[i]!; k < block.dkimStart[i + 1]!; k++) {
        if (block.dkimResult[k] !== PASS) continue;
        const name = block.strings[block.dkimDomain[k]!]!.toLowerCase();
        if (name === '') continue;
        if (!own(name)) {
          strangers.add(name);
          continue;
        }
        signed = true;
        const selector = block.strings[block.dkimSelector[k]!]!.toLowerCase();
        if (selector === '') continue;
        const key = `${selector} ${name}`;
        const seen = selectors.get(key) ?? { domain: name, selector, messages: 0, lastDay: 0 };
        seen.messages += messages;
        seen.lastDay = Math.max(seen.lastDay, report.day);
        selectors.set(key, seen);
      }
      if (signed) continue;
      for (const name of strangers) {
        const signer = signers.get(name) ?? { domain: name, messages: 0, passed: 0 };
        signer.messages += messages;
        if (block.spfAligned[i] === 1) signer.passed += messages;
        signers.set(name, signer);
      }
    }
  }
  const most = (a: { messages: number }, b: { messages: number }) => b.messages - a.messages;
  return {
    selectors: [...selectors.values()].sort(most).slice(0, MAX_SELECTORS),
    unaligned: [...signers.values()].sort(most).slice(0, MAX_SIGNERS),
  };
}
