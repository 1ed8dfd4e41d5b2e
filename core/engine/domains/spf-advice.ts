import { spfChange, type WantedSender } from '../../domains/spf-change.ts';
import { lastDays, utcDay } from '../../lib/days.ts';
import type { NextStep } from '../../model/advice.ts';
import type { Resolve } from '../../model/dns.ts';
import { type JudgedSender, SUM } from '../../model/traffic.ts';
import type { RecordNeed } from '../../senders/record-needs.ts';
import { type JudgedTraffic, judgeDomain } from '../judge/judge-domain.ts';
import { needsOf, spfRecords } from '../judge/record-trial.ts';
import { adviseSender } from '../judge/sender-advice.ts';
import { tryRecord } from '../judge/try-record.ts';
import type { Context } from './context.ts';
import type { SpfAdvice, SpfAdviceSender } from './face.ts';

/** Days of traffic that the advice looks at. */
export const ADVICE_DAYS = 90;
/** Senders that one advice is worked out for, most messages first: each may cost several expansions. */
export const MAX_ADVISED_SENDERS = 25;

/** First steps that a change of an SPF record answers. */
const BY_RECORD: readonly NextStep['code'][] = [
  'add-include',
  'add-address',
  'complete-service',
  'authorise-return-path',
];

interface Advised {
  judged: JudgedSender;
  steps: NextStep[];
  /** What the domain's own record lacks for the sender; null where another record or none is asked for. */
  need: RecordNeed | null;
}

/** The smallest change to the SPF record of a domain, and what helps the senders that it cannot help. */
export async function spfAdvice(
  context: Context,
  domain: string,
  keys: readonly string[] | null,
): Promise<SpfAdvice | null> {
  if ((await context.store.domains.get(domain)).listing !== 'confirmed') return null;
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return null;
  const judged = await judgeDomain(context.store, domain, lastDays(utcDay(context.now()), ADVICE_DAYS));
  const advised: Advised[] = [];
  for (const each of chosen(judged, keys)) advised.push(await advise(domain, judged, each, resolve, keys));
  const wanted = advised.flatMap(({ judged: { sender }, need }): WantedSender[] =>
    need === null
      ? []
      : [
          {
            key: sender.key,
            name: sender.name,
            addresses: need.addresses,
            includes: sender.service?.spf ?? [],
            forwarder: false,
            envelopeAligned: true,
          },
        ],
  );
  const found = await spfRecords(domain, resolve);
  const change = await spfChange(found?.[0] ?? '', wanted, tryRecord(domain, resolve));
  if (found === null) change.problems.unshift({ code: 'before-unknown', detail: '' });
  else if (found.length > 1)
    change.problems.unshift({ code: 'before-several', detail: String(found.length) });
  const senders = advised.map(({ judged: { sender, sums, forwarder }, steps, need }): SpfAdviceSender => {
    const refused = change.refused.find((each) => each.key === sender.key)?.reason;
    const step = steps[0] ?? { code: 'check-sender' as const, detail: {} };
    const { messages, addresses } = { messages: sums[SUM.messages]!, addresses: sender.members.length };
    const kind = adviceKind(step, need !== null, refused, forwarder);
    return { key: sender.key, name: sender.name, messages, addresses, advice: kind, step };
  });
  return { change, senders };
}

function chosen({ senders }: JudgedTraffic, keys: readonly string[] | null): JudgedSender[] {
  return (
    senders
      .filter((each) =>
        keys === null ? each.status === 'not' || each.status === 'partially' : keys.includes(each.sender.key),
      )
      // Without a choice: only whose mail shows that it is not a stranger's.
      .filter((each) => keys !== null || each.sums[SUM.passed]! > 0 || each.sender.service !== null)
      .sort((a, b) => b.sums[SUM.messages]! - a.sums[SUM.messages]!)
      .slice(0, MAX_ADVISED_SENDERS)
  );
}

/** The same steps as the overlay shows. A sender that the user chose by hand he has vouched for himself. */
async function advise(
  domain: string,
  all: JudgedTraffic,
  judged: JudgedSender,
  resolve: Resolve,
  keys: readonly string[] | null,
): Promise<Advised> {
  const steps = await adviseSender(domain, all, judged, resolve);
  const asked = keys !== null && !judged.forwarder;
  const helped = steps.some((step) => BY_RECORD.includes(step.code));
  const need = needsOf(all, judged).records.find((each) => each.domain === domain) ?? null;
  return { judged, steps, need: asked || helped ? need : null };
}

/** What the table says in a word; the step has the sentence. */
function adviceKind(
  step: NextStep,
  needsRecord: boolean,
  refused: SpfAdvice['change']['refused'][number]['reason'] | undefined,
  forwarder: boolean,
): SpfAdviceSender['advice'] {
  if (needsRecord && refused === undefined) return 'record';
  if (refused === 'too-many-addresses' || refused === 'not-in-after') return refused;
  if (forwarder) return 'forwarder';
  if (BY_RECORD.includes(step.code)) return 'other-record';
  if (step.code === 'check-once-dkim-is-enough') return 'passes-by-dkim';
  if (step.code === 'returns-to-other') return 'return-path';
  if (step.code === 'signs-as-other') return 'dkim';
  return step.code === 'nothing-to-do' || refused === 'already-in' ? 'in' : 'check';
}
