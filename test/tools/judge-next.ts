import type { DomainChecks, DomainPage, DomainRow } from '../../core/engine/domains/face.ts';
import { isMultiLabelDomain } from '../../core/lib/dns-names.ts';

/**
 * What the app offers to do next about a domain, as codes: the way that its modes name, the question whether to
 * lock it, and the records recommended for one that sends nothing.
 */
export function nextOfDomain(row: DomainRow, page: DomainPage, checks: DomainChecks | null): string[] {
  // What is no name cannot be confirmed as one's own.
  if (!isMultiLabelDomain(row.domain)) return [];
  if (row.listing !== 'confirmed') return ['confirm'];
  if (row.pointing.kind === 'unknown' || row.statusReason === 'broken-servfail') return ['look-again'];
  const codes: string[] = [];
  for (const { mode, way } of page.modes) {
    // The way to Reporting Only is one back, which nobody needs to be sent.
    if (mode !== 'reporting-only' && way !== '') codes.push(way);
  }
  const idle = row.status === 'active' && row.sending === 'no-passing-mail' && row.declared === null;
  if (idle || row.statusReason === 'declared-non-sending') codes.push('lock');
  const silent = row.declared === 'non-sending' || row.locked;
  for (const { code, state } of silent ? (checks?.recommendations ?? []) : []) {
    if (state === 'missing' || state === 'differs') codes.push(code);
  }
  return [...new Set(codes)];
}
