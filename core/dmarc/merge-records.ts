import type { DmarcRecord } from '../model/dmarc.ts';
import type { RecordChange } from '../model/domain-configuration.ts';
import type { Policy } from '../model/report.ts';
import { weaker } from './policy-steps.ts';

/**
 * One record in place of several: each policy and alignment is the weakest that any of them asks for, so that none is
 * stricter than its author may have meant; addresses are those of all, and of every other tag the first value stays.
 */
export function mergeRecords(records: readonly DmarcRecord[]): { record: DmarcRecord; change: RecordChange } {
  const [first] = records;
  if (first === undefined) throw new Error('nothing to merge');
  const tags = records
    .flatMap((each) => each.tags)
    .filter((tag, at, all) => all.findIndex(({ name }) => name === tag.name) === at);
  const weakest = (policyOf: (record: DmarcRecord) => Policy | null) =>
    records.map((each) => policyOf(each) ?? 'none').reduce(weaker);
  const p = weakest((each) => each.p);
  const sp = weakest((each) => each.sp ?? each.p);
  const np = weakest((each) => each.np ?? each.sp ?? each.p);
  const strict = (tag: 'adkim' | 'aspf') => (records.every((each) => each[tag] === 's') ? 's' : null);
  const all = (tag: 'rua' | 'ruf') => [...new Set(records.flatMap((each) => each[tag]))];
  return {
    record: { ...first, tags, rua: all('rua') },
    change: {
      p,
      sp: sp === p ? null : sp,
      np: np === sp ? null : np,
      adkim: strict('adkim'),
      aspf: strict('aspf'),
      ruf: all('ruf'),
    },
  };
}
