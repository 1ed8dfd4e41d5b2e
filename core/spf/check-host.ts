import { toALabels } from '../lib/dns-names.ts';
import { parseIp } from '../lib/ip.ts';
import type { Resolve } from '../model/dns.ts';
import type { SpfVerdict } from '../model/spf.ts';
import { Evaluation, type RunInput, type TermOutcome, type UnknownPoint } from './evaluation.ts';
import { type ExplainLimits, explain } from './explain.ts';
import { type Ending, endingOf, verdictOf } from './verdict.ts';

export interface CheckHostInput {
  /** The connecting address. */
  ip: string;
  /** The domain whose record is asked. */
  domain: string;
  /** MAIL FROM with its local part. Absent: a report, which tells the domain only. */
  sender?: string;
  /** Absent: a report, which does not tell it. */
  helo?: string;
  /** Name of the receiving host, for explanations. */
  receiver?: string;
  /** Unix seconds, for explanations. */
  time?: number;
  /** How reverse names count that were not answered; as none by default, which is what a receiver does. */
  silentNames?: RunInput['silentNames'];
}

/** Runs tried to see whether unknown terms matter; beyond it the answer is that it is not known. */
export const MAX_RUNS = 500;

export interface CheckHostLimits extends ExplainLimits {
  maxRuns?: number;
}

/**
 * check_host() of RFC 7208, whole. Where the sender or HELO is not given, the result is `undecided` only if a
 * term that needs it is reached and decides between a pass and something else; with a pass, or without one,
 * whatever the term does, the result is that of the term not matching.
 * @returns the verdict, with the explanation of the domain's owner where the result is `fail` and one exists
 */
export async function checkHost(
  input: CheckHostInput,
  resolve: Resolve,
  limits: CheckHostLimits = {},
): Promise<SpfVerdict & { explanation?: string }> {
  const domain = toALabels(input.domain.replace(/\.$/, ''));
  const ip = parseIp(input.ip.trim());
  if (!ip) return verdictOf(domain, endingOf('undecided', [domain], 'not-an-address'), 0, 0);
  const at = input.sender?.lastIndexOf('@') ?? -1;
  const base: Omit<RunInput, 'choices'> = {
    ip,
    resolve,
    senderDomain: input.sender === undefined ? domain : input.sender.slice(at + 1) || domain,
    // Without a local part it is "postmaster" (section 4.3).
    localPart: input.sender === undefined ? null : input.sender.slice(0, Math.max(at, 0)) || 'postmaster',
    helo: input.helo ?? null,
    silentNames: input.silentNames ?? 'none',
  };
  const { evaluation, ending, undecided } = await explore(base, domain, limits.maxRuns ?? MAX_RUNS);
  if (undecided) {
    const { term, path, problem, lookups, voids } = undecided;
    return verdictOf(domain, { ...endingOf('undecided', path, problem), term }, lookups, voids);
  }
  const verdict = verdictOf(domain, ending, evaluation.lookups, evaluation.voids);
  if (verdict.result !== 'fail' || !evaluation.explainer) return verdict;
  const explanation = await explain(evaluation, evaluation.explainer, resolve, input, limits);
  return explanation === null ? verdict : { ...verdict, explanation };
}

interface Run {
  evaluation: Evaluation;
  ending: Ending;
}

/** Runs with every unknown term not matching, then in the other ways it may go, until a pass hangs on one. */
async function explore(
  base: Omit<RunInput, 'choices'>,
  domain: string,
  maxRuns: number,
): Promise<Run & { undecided: UnknownPoint | null }> {
  const run = async (choices: readonly TermOutcome[]): Promise<Run> => {
    const evaluation = new Evaluation({ ...base, choices });
    return { evaluation, ending: await evaluation.domain(domain, [domain]) };
  };
  const first = await run([]);
  const passes = first.ending.result === 'pass';
  const waiting: { choices: TermOutcome[]; points: readonly UnknownPoint[] }[] = [
    { choices: [], points: first.evaluation.points },
  ];
  let runs = 1;
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    for (let i = next.choices.length; i < next.points.length; i++) {
      const point = next.points[i] as UnknownPoint;
      for (const alternative of point.alternatives) {
        const before = Array.from({ length: i }, (_, at): TermOutcome => next?.choices[at] ?? 'no');
        const choices = [...before, alternative];
        const other = await run(choices);
        runs++;
        if ((other.ending.result === 'pass') !== passes || runs >= maxRuns)
          return { ...first, undecided: point };
        waiting.push({ choices, points: other.evaluation.points });
      }
    }
  }
  return { ...first, undecided: null };
}
