import { parseDmarcRecord } from '../../core/dmarc/record.ts';
import type { Pointing } from '../../core/model/dmarc.ts';

/** A pointing as DNS would show it, for tests of what follows from it. */
export function pointing(
  kind: Pointing['kind'],
  change: Partial<Pointing> & { text?: string } = {},
): Pointing {
  const { text, ...rest } = change;
  const standard = kind === 'ns' || kind === 'cname' || kind === 'txt' ? 'v=DMARC1; p=none' : null;
  const record = text ?? standard;
  return {
    kind,
    targets:
      kind === 'ns'
        ? ['ns1.host.test', 'ns2.host.test']
        : kind === 'cname'
          ? ['example.com._dmarc.policy.test']
          : [],
    fault: kind === 'broken' ? 'servfail' : null,
    record: record === null ? null : parseDmarcRecord(record),
    texts: [],
    seen: kind === 'unknown' ? null : 1_800_000_000,
    stale: false,
    ttl: 3600,
    ...rest,
  };
}
