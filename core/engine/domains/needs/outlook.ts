import type { Context } from '../context.ts';
import type { DomainOutlook } from '../face.ts';
import { needsOfDomain } from './list-needs.ts';

/** Readiness, the next record and the needs of a domain, out of the store; null where it is not confirmed. */
export async function outlookOf(context: Context, domain: string): Promise<DomainOutlook | null> {
  const found = await needsOfDomain(context, domain);
  if (found === null) return null;
  const { needs, next, importing, wish } = found;
  return { needs, next, importing, policy: wish.p, readiness: await found.readiness() };
}
