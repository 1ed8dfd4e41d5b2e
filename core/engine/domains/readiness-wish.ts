import { policyWished } from '../../dmarc/next-record.ts';
import type { Policy } from '../../model/report.ts';
import { inheritedOf, type KeptPointing } from '../facts/pointings.ts';
import type { ReadinessWish } from './face.ts';

/**
 * What is simulated of a stricter policy, wherever it is: that policy with all else as the record says now, which the next
 * record keeps as well. Without a record of the domain's own, alignment is that of the inherited one.
 *
 * @param p the next policy after the record's where it is left out
 */
export function readinessWish(kept: KeptPointing | null, p?: Policy): ReadinessWish {
  const own = kept?.pointing.record ?? null;
  const record = own ?? inheritedOf(kept)?.record ?? null;
  return {
    p: p ?? policyWished(kept?.pointing ?? { record: null }),
    sp: own?.sp ?? null,
    adkim: record?.adkim ?? 'r',
    aspf: record?.aspf ?? 'r',
  };
}
