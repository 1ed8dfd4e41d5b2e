import { isSpfText } from '../../domains/record-edit.ts';
import { spfChange } from '../../domains/spf-change.ts';
import type { Resolve } from '../../model/dns.ts';
import type { JudgedSender } from '../../model/traffic.ts';
import type { RecordProposal } from '../../senders/next-step.ts';
import { type SpfNeeds, spfNeeds } from '../../senders/record-needs.ts';
import type { JudgedTraffic } from './judge-domain.ts';
import { tryRecord } from './try-record.ts';

/** Records tried for one sender; each may cost several expansions. */
const MAX_TRIED_RECORDS = 3;

/** What a sender's mail needs of SPF records; see `spfNeeds`. */
export function needsOf({ traffic, judgement, facts }: JudgedTraffic, judged: JudgedSender): SpfNeeds {
  return spfNeeds(traffic, judgement, judged.sender.members, facts.verdictOf);
}

/**
 * Changes of records that let mail of a sender pass, each tried by evaluating the record with it. Only names are
 * looked up that were judged before, and those that the catalogue knows of the service.
 */
export async function proposalsFor(
  { sender }: JudgedSender,
  needs: SpfNeeds,
  resolve: Resolve,
): Promise<RecordProposal[]> {
  const proposals: RecordProposal[] = [];
  for (const need of needs.records.slice(0, MAX_TRIED_RECORDS)) {
    const records = await spfRecords(need.domain, resolve);
    if (records === null || records.length > 1) continue;
    const wanted = {
      key: sender.key,
      name: sender.name,
      addresses: need.addresses,
      includes: sender.service?.spf ?? [],
      forwarder: false,
      envelopeAligned: true,
    };
    const change = await spfChange(records[0] ?? '', [wanted], tryRecord(need.domain, resolve));
    const helps = change.problems.every(({ code }) => code === 'record-long');
    if (!helps || change.terms.length === 0) continue;
    proposals.push({
      domain: need.domain,
      terms: change.terms.map(({ term }) => term),
      messages: need.messages,
    });
  }
  return proposals;
}

/** The SPF records that DNS shows; null where it gave no answer. */
export async function spfRecords(domain: string, resolve: Resolve): Promise<string[] | null> {
  const result = await resolve(domain, 'TXT', 'spf');
  if ('detail' in result) return null;
  const records = result.kind === 'answer' ? result.records : [];
  return records.flatMap((each) => (each.type === 'TXT' ? [each.data.join('')] : [])).filter(isSpfText);
}
