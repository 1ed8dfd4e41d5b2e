import type { AlertDay } from '../../model/alert.ts';
import { alertDays } from '../../senders/alert-days.ts';
import type { JudgedTraffic } from './judge-domain.ts';

/**
 * Days of traffic judged by day, as alerts and needs count them: Not mail of senders that the user called a forwarder, or
 * not theirs, counts as ignored.
 */
export function alarmDays({ traffic, grouping, judgement, facts }: JudgedTraffic): AlertDay[] {
  const isForeign = (key: string): boolean => {
    const said = facts.classes.get(key)?.as;
    return said === 'forwarder' || said === 'not-ours';
  };
  return alertDays(traffic, grouping, judgement).map(({ day, senders }) => ({
    day,
    senders: senders.map((each) =>
      each.status === 'not' && isForeign(each.key) ? { ...each, status: 'ignored' } : each,
    ),
  }));
}
