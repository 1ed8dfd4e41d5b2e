import type { SpfVerdict } from '../model/spf.ts';
import type { SpfStanding, SpfTrial, SpfTrialSender } from '../model/spf-engine.ts';
import { SUM } from '../model/traffic.ts';
import type { TriedAddress } from '../spf/try-record.ts';
import type { JudgedTraffic } from './judge-domain.ts';

/** How a typed record changes senders: those that move, and how many stay as they are. */
export function trialSenders(
  judged: JudgedTraffic,
  tried: readonly TriedAddress[],
): Pick<SpfTrial, 'changed' | 'unchanged'> {
  const byAddress = new Map(tried.map((each) => [each.address, each]));
  const changed: SpfTrialSender[] = [];
  const unchanged: Record<SpfStanding, number> = { in: 0, partially: 0, not: 0, undecided: 0 };
  for (const { sender, sums } of judged.senders) {
    const members = sender.members.flatMap((a) => byAddress.get(judged.traffic.addresses[a] ?? '') ?? []);
    if (members.length === 0) continue;
    const before = standing(members.map((each) => each.before));
    const after = standing(members.map((each) => each.after));
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

const passes = (verdict: SpfVerdict): boolean => verdict.result === 'pass';

/** Whether DNS, or what a report carries, leaves the verdict open. */
const isOpen = ({ result }: SpfVerdict): boolean => result === 'undecided' || result === 'temperror';

/** Any In and any Not is Partially; else any undecided is undecided. */
function standing(verdicts: readonly SpfVerdict[]): SpfStanding {
  const ins = verdicts.filter(passes).length;
  const open = verdicts.filter(isOpen).length;
  const outs = verdicts.length - ins - open;
  if (ins > 0 && outs > 0) return 'partially';
  if (open > 0) return 'undecided';
  return ins > 0 ? 'in' : 'not';
}
