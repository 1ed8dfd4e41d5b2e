import type { DomainCounts, DomainRow } from '../../../core/engine/domains/face.ts';
import { SENDER_STATUS_ORDER, type SenderStatus } from '../../../core/model/sender.ts';

const NONE = Object.fromEntries(SENDER_STATUS_ORDER.map((status) => [status, 0])) as Record<
  SenderStatus,
  number
>;

/** Rows with their counts, which come later than the rows; a domain that was not counted has no reports. */
export function withCounts(rows: DomainRow[], counts: readonly DomainCounts[] | undefined): DomainRow[] {
  if (!counts) return rows;
  const byDomain = new Map(counts.map((each) => [each.domain, each]));
  return rows.map((row) => {
    const { senders, subdomains } = byDomain.get(row.domain) ?? { senders: NONE, subdomains: 0 };
    return { ...row, senders, subdomains };
  });
}
