import type { ChangeEntry } from '../../core/model/host.ts';

/** A line of the change log. */
export function changeEntry(change: Partial<ChangeEntry>): ChangeEntry {
  return {
    id: 'change',
    time: 1_760_000_000,
    hostId: 'h',
    domain: 'shop.example',
    action: 'policy',
    before: null,
    after: { name: '_dmarc.shop.example', texts: ['v=DMARC1; p=none'], ttl: 300 },
    result: 'done',
    problem: null,
    calls: [],
    reverts: null,
    ...change,
  };
}
