import { fetchDmarcRecord } from '../../dmarc/fetch-record.ts';
import { policyInForce } from '../../dmarc/policy-in-force.ts';
import { isNotAsked } from '../../lib/answer.ts';
import { isAtOrBelow } from '../../lib/domain-name.ts';
import type { Resolve } from '../../model/dns.ts';
import type { Store } from '../../store/store.ts';
import { subdomainRecords } from '../facts/subdomain-records.ts';
import type { Context } from './context.ts';
import type { SubdomainRow } from './face.ts';

/** Passing messages from which a name is looked up by itself: spoofers invent names, and cannot pass. */
export const SUBDOMAIN_PASSES = 10;
/** Names looked up by themselves on one visit, most messages first. */
export const MAX_SUBDOMAINS_ASKED = 50;
/** Names listed, most messages first. */
export const MAX_SUBDOMAINS_LISTED = 500;
/** Asked again after this many seconds. */
const FRESH_SECONDS = 86_400;

/** Header-from names below a domain, most messages first. No DNS. */
export async function subdomains(store: Store, domain: string): Promise<SubdomainRow[]> {
  const names = (await store.summaries.headerFroms(domain))
    .filter((each) => each.headerFrom !== domain && isAtOrBelow(each.headerFrom, domain))
    .sort((a, b) => b.passed - a.passed || b.messages - a.messages)
    .slice(0, MAX_SUBDOMAINS_LISTED);
  const kept = await subdomainRecords.many(
    store,
    names.map((each) => each.headerFrom),
  );
  return names.map(({ headerFrom, messages, passed, lastDay }) => {
    const known = kept.get(headerFrom);
    return {
      name: headerFrom,
      messages,
      passed,
      lastDay,
      record: known?.record ?? 'unasked',
      asked: known?.at ?? null,
    };
  });
}

/** Subdomains known to have a record of their own. */
export async function ownRecords(store: Store, domain: string): Promise<Set<string>> {
  const rows = await subdomains(store, domain);
  return new Set(rows.filter((row) => row.record === 'own').map((row) => row.name));
}

/** Looks one name up, because the user asked or its mail passes. */
export async function lookUpSubdomain(context: Context, name: string, resolve: Resolve): Promise<void> {
  const found = await fetchDmarcRecord(name, resolve);
  // What was known stays where DNS does not tell; without any answer yet, it is not known.
  if (found.kind === 'failed') {
    const before = await subdomainRecords.get(context.store, name);
    if (before !== null || isNotAsked(found.failure)) return;
  }
  const record = found.kind === 'record' ? 'own' : found.kind === 'none' ? 'inherits' : 'unknown';
  const policy = found.kind === 'record' ? policyInForce(found.record).current : null;
  await subdomainRecords.set(context.store, name, { record, policy, at: context.now() });
}

/** Looks up the names whose mail passes and whose answer is old; whether there were any. */
export async function lookUpPassing(context: Context, domain: string, resolve: Resolve): Promise<boolean> {
  const due = (await subdomains(context.store, domain))
    .filter((row) => row.passed >= SUBDOMAIN_PASSES && (row.asked ?? 0) < context.now() - FRESH_SECONDS)
    .slice(0, MAX_SUBDOMAINS_ASKED);
  for (const row of due) await lookUpSubdomain(context, row.name, resolve);
  return due.length > 0;
}
