import type { AddressStatus } from '../../model/sender.ts';
import { type Sender, SUM } from '../../model/traffic.ts';
import { judgeTraffic, STATUS_CODE, statusOfAddress, statusOfSender } from '../../senders/status.ts';
import type { TriedAddress } from '../../spf/try-record.ts';
import type { JudgedTraffic } from '../judge/judge-domain.ts';
import type { SpfStanding, SpfTrial, SpfTrialSender } from './face.ts';

/**
 * How a typed record changes senders: those that move, and how many stay as they are. Mail that passes by another
 * record of its own (that of its return path) goes on passing, whatever this one says.
 *
 * @param domain the name whose record was typed
 */
export function trialSenders(
  judged: JudgedTraffic,
  domain: string,
  tried: readonly TriedAddress[],
): Pick<SpfTrial, 'changed' | 'unchanged'> {
  const byAddress = addressStandings(judged, domain, tried);
  const changed: SpfTrialSender[] = [];
  const unchanged: Record<SpfStanding, number> = { in: 0, partially: 0, not: 0, undecided: 0 };
  for (const { sender, sums } of judged.senders) {
    const members = sender.members.flatMap((a) => byAddress.get(judged.traffic.addresses[a] ?? '') ?? []);
    if (members.length === 0) continue;
    const before = standing(
      members.map((each) => each.before),
      sender.kind,
    );
    const after = standing(
      members.map((each) => each.after),
      sender.kind,
    );
    // Only what is known on both sides has entered or left.
    const known = members.filter((each) => !isOpen(each.before) && !isOpen(each.after));
    const enter = known.filter((each) => passes(each.after) && !passes(each.before));
    const leave = known.filter((each) => passes(each.before) && !passes(each.after));
    if (before === after && enter.length === 0 && leave.length === 0) {
      unchanged[after]++;
      continue;
    }
    changed.push({
      key: sender.key,
      name: sender.name,
      service: sender.kind === 'service',
      messages: sums[SUM.messages] ?? 0,
      addresses: members.length,
      before,
      after,
      enter: enter.map((each) => each.address),
      leave: leave.map((each) => each.address),
    });
  }
  changed.sort((a, b) => b.messages - a.messages);
  return { changed, unchanged };
}

const passes = (status: AddressStatus): boolean => status === 'in';

interface AddressStanding {
  address: string;
  before: AddressStatus;
  after: AddressStatus;
}

/** Judges the traffic once by the record that is there and once by the typed one. */
function addressStandings(
  { traffic, facts }: JudgedTraffic,
  domain: string,
  tried: readonly TriedAddress[],
): Map<string, AddressStanding> {
  const typed = new Map(tried.map((each) => [each.address, each]));
  const by = (which: 'before' | 'after') =>
    judgeTraffic(traffic, {
      verdictOf: (name, address) =>
        (name === domain ? typed.get(address)?.[which] : undefined) ?? facts.verdictOf(name, address),
      isIgnored: () => false,
    });
  const [before, after] = [by('before'), by('after')];
  return new Map(
    traffic.addresses.flatMap((address, a): [string, AddressStanding][] =>
      typed.has(address)
        ? [[address, { address, before: statusOfAddress(before, a), after: statusOfAddress(after, a) }]]
        : [],
    ),
  );
}

/** Whether DNS, or what a report carries, leaves the status open. */
const isOpen = (status: AddressStatus): boolean => status === 'undecided' || status === 'unchecked';

/** The headline of a sender; what was not looked up is open. */
function standing(statuses: readonly AddressStatus[], kind: Sender['kind']): SpfStanding {
  const status = statusOfSender(
    statuses.map((each) => STATUS_CODE[each]),
    kind,
  );
  return status === 'unchecked' || status === 'ignored' ? 'undecided' : status;
}
