import type { RecommendationReason, Recommended, SenderClass } from '../model/domain-configuration.ts';

/** Fewer days with reports than this say too little: weekly and monthly senders would be missed. */
const MIN_DAYS_WITH_REPORTS = 14;
/** A share of hit mail from unknown senders above which they must be looked at first. */
const MUCH_UNKNOWN = 0.01;
/**
 * Up to this share of its mail, an accepted sender's failures are what DNS time-outs and single broken messages
 * cause at any receiver. Of its own mail: a small system that fails always must not vanish beside a large one.
 */
const STRAY_FAILURES = 0.001;

export interface RecommendationInput {
  firstDay: number;
  lastDay: number;
  total: {
    messages: number;
    hit: number;
    accepted: number;
    unknown: number;
    ignored: number;
    classed: number;
    undecided: number;
    overridden: number;
  };
  /** Senders with hit mail, one entry a class. */
  senders: readonly { class: SenderClass; messages: number; hit: number }[];
  /** Days of the period on which reports came, and those before today on which none did. */
  reported: ReadonlySet<number>;
  missingDays: readonly number[];
  hitDays: Record<SenderClass, ReadonlySet<number>>;
}

/** The plain advice from a simulation's sums. */
export function recommend(input: RecommendationInput): Recommended {
  const { total, missingDays } = input;
  const covered = input.reported.size;
  const reasons: RecommendationReason[] = [];
  const add = (code: RecommendationReason['code'], count: number, kind?: string) => {
    if (count > 0)
      reasons.push({ code, count, senders: input.senders.filter((each) => each.class === kind).length });
  };
  if (total.messages === 0) reasons.push({ code: 'no-mail', count: 0, senders: 0 });
  if (covered < MIN_DAYS_WITH_REPORTS) reasons.push({ code: 'too-few-days', count: covered, senders: 0 });
  add('accepted-hit', total.accepted, 'accepted');
  add('unknown-hit', total.unknown, 'unknown');
  add('ignored-hit', total.ignored, 'ignored');
  add('classed-hit', total.classed, 'classed');
  add('overridden', total.overridden);
  add('undecided', total.undecided);
  add('missing-days', missingDays.length);
  if (total.messages > 0 && total.hit === 0)
    reasons.push({ code: 'nothing-hit', count: total.messages, senders: 0 });

  const safeSince = total.messages === 0 ? null : dayAfter(input, input.hitDays.accepted);
  const both = new Set([...input.hitDays.accepted, ...input.hitDays.unknown]);
  return {
    code: decide(input, covered),
    reasons,
    safeSince,
    cleanSince: total.messages === 0 ? null : dayAfter(input, both),
  };
}

function decide({ total, senders }: RecommendationInput, covered: number): Recommended['code'] {
  const fails = senders.some(
    (each) => each.class === 'accepted' && each.hit > each.messages * STRAY_FAILURES,
  );
  if (fails) return 'not-yet';
  // Days on which nothing was sent, or nothing that the policy reaches, say as little as no days.
  if (covered < MIN_DAYS_WITH_REPORTS || total.messages === 0) return 'too-little-data';
  const open = total.unknown + total.undecided;
  return open > total.messages * MUCH_UNKNOWN ? 'review' : 'ready';
}

/**
 * The first reported day after the last hit; the first reported day at all where there was none; null where the
 * last day had one. A day without reports proves nothing.
 */
function dayAfter(input: RecommendationInput, hits: ReadonlySet<number>): number | null {
  let day = Math.max(input.firstDay - 1, ...hits) + 1;
  while (day <= input.lastDay && !input.reported.has(day)) day++;
  return day > input.lastDay ? null : day;
}
