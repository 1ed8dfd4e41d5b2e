import type { DmarcRecord } from '../model/dmarc.ts';

/**
 * Whether receivers would treat failing mail exactly as under a plain p=reject: nothing in the record
 * weakens it for subdomains, missing names, a share of the mail, or while testing.
 */
export function rejectsEverything(record: DmarcRecord | null): boolean {
  if (record === null || record.problems.some((problem) => problem.code === 'duplicate-tag')) return false;
  const written = (name: string) => record.tags.some((tag) => tag.name === name);
  return (
    record.p === 'reject' &&
    (record.sp === 'reject' || !written('sp')) &&
    (record.np === 'reject' || !written('np')) &&
    !record.testing &&
    record.pct === 100
  );
}
