import type { ChangeEntry, HostSettings, RecordTarget, TxtSet } from '../../model/host.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';

/** Decision: the DMARC record that the user wants, by domain. */
export const WANTED_KIND = 'wanted';
/** Decision: another record that the user wants. */
export const WANTED_RECORD_KIND = 'wanted-zone-record';

/** What is known of a wanted record in each connected store. */
interface Wanted {
  written: { wanted: TxtSet };
  action: string;
  hostId: string;
  at: UnixSeconds;
}

/** A change that the user made, as far as it tells own changes from foreign ones. */
export type OwnChange = Pick<
  ChangeEntry,
  'domain' | 'time' | 'hostId' | 'action' | 'record' | 'after' | 'result'
>;

/**
 * Whether the DMARC record is kept by a host of the user's that only a connected store knows: settings of hosts do
 * not cross, but what was written through them does.
 */
export async function isHeldElsewhere(
  store: Store,
  domain: string,
  hosts: readonly HostSettings[],
): Promise<boolean> {
  const wanted = await store.decisions.get<Wanted>(WANTED_KIND, domain);
  return wanted !== null && !hosts.some(({ id }) => id === wanted.hostId);
}

/** Records that the user wants, in whichever store that was said, as changes of their own. */
export async function wantedChanges(store: Store, domain: string): Promise<OwnChange[]> {
  const [own, others] = await Promise.all([
    store.decisions.get<Wanted>(WANTED_KIND, domain),
    store.decisions.list<(Wanted & { domain: string; target: RecordTarget }) | null>(WANTED_RECORD_KIND),
  ]);
  const changes: OwnChange[] = own === null ? [] : [changeOf(domain, own)];
  for (const { value } of others) {
    if (value?.domain === domain) changes.push({ ...changeOf(domain, value), record: value.target });
  }
  return changes;
}

function changeOf(domain: string, { written, action, hostId, at }: Wanted): OwnChange {
  return { domain, time: at, hostId, action, after: written.wanted, result: 'done' };
}
