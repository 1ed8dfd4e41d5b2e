import { hostPlace } from '../../domains/host-place.ts';
import { sameTexts } from '../../domains/plan.ts';
import type { DnsChange } from '../../model/alert.ts';
import type { HostSettings } from '../../model/host.ts';
import type { OwnChange } from '../facts/own-records.ts';

/** Clocks of the log and of the look into DNS may differ by this; seconds. */
const CLOCK_SLACK = 60;

/**
 * Changes of DNS without those that the user made from here: an alert about one's own click is noise. Only what
 * the newest change of a record put there counts as one's own: somebody who brings back an older record of the
 * user's is told all the same.
 *
 * @param log the user's own changes, in any order: those made from here, and records wanted in a connected store
 * @param hosts to know the user's own delegation by
 */
export function foreignChanges(
  changes: readonly DnsChange[],
  domain: string,
  log: readonly OwnChange[],
  hosts: readonly HostSettings[],
): DnsChange[] {
  const made = log
    .filter((each) => each.domain === domain && (each.result === 'done' || each.result === 'by-hand'))
    .sort((a, b) => b.time - a.time);
  if (made.length === 0) return [...changes];
  return changes.filter((change) => {
    const before = made.filter((each) => each.time <= change.at + CLOCK_SLACK);
    if (change.what === 'pointing') return !isGuided(change, domain, before, hosts);
    const last = before.find((each) => (each.record?.name ?? `_dmarc.${domain}`) === change.name);
    const texts = (text: string) => text.split('\n').filter((each) => each !== '');
    return last === undefined || !sameTexts(last.after?.texts ?? [], texts(change.after));
  });
}

/** The delegation that the guide led to: to a host that was filled for it before. */
function isGuided(
  change: DnsChange,
  domain: string,
  before: readonly OwnChange[],
  hosts: readonly HostSettings[],
): boolean {
  const [kind, ...targets] = change.after.split(' ');
  return hosts.some((host) => {
    if (!before.some((each) => each.hostId === host.id && each.action === 'fill')) return false;
    const place = hostPlace(host, domain);
    return kind === place.by && sameTexts(targets, place.by === 'ns' ? place.nameServers : [place.target]);
  });
}
