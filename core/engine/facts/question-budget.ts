import { failure } from '../../dns/failure.ts';
import { utcDay } from '../../lib/days.ts';
import { isPublicReverseName } from '../../lib/is-public-address.ts';
import type { DnsResult, Resolve } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';
import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';

/**
 * Different questions that what stands in reports of one domain may cause in one UTC day: names below the domain,
 * addresses, selectors. The report that names them all may be forged, so one report has no more than its domain.
 */
export const REPORTED_QUESTIONS = 200;
/** The same for all domains together. */
export const REPORTED_QUESTIONS_OF_ALL = 10_000;

interface KeptQuestions {
  day: number;
  /** `name TYPE` each; empty in the row of all domains, which only counts. */
  asked: string[];
  count: number;
}

/** By domain, and under the empty name for all: what was asked on the last day that anything was. */
const keptQuestions = fact<KeptQuestions>('reported-questions');

/** DNS for what reports say about one domain, within what is left of the day. */
export interface QuestionBudget {
  /** DNS that may ask at most so many questions that are new today; others are refused as `budget`. */
  within(most: number): Resolve;
  /** Whether a question was refused for the day's budget, not for that of the run. */
  spent(): boolean;
  /** Writes down what was asked. */
  save(): Promise<void>;
}

/**
 * A question that was asked today is free: it tells its zone nothing new, and is asked once in a run. Reverse
 * names that an SPF record needs (`ptr`, `%{p}`) are asked for only where senders may be named: whoever runs the
 * reverse zone of an address, maybe the author of the report, sees the question.
 */
export async function questionBudget(
  store: Store,
  domain: string,
  resolve: Resolve,
  now: UnixSeconds,
): Promise<QuestionBudget> {
  const day = utcDay(now);
  const read = async (key: string): Promise<KeptQuestions> => {
    const kept = await keptQuestions.get(store, key);
    return kept?.day === day ? kept : { day, asked: [], count: 0 };
  };
  const [own, all, settings] = await Promise.all([read(domain), read(''), store.settings.get()]);
  const asked = new Set(own.asked);
  const run = new Map<string, ReturnType<Resolve>>();
  let fresh = 0;
  let spent = false;

  return {
    within(most) {
      let left = most;
      return (name, type, purpose) => {
        // The public DNS has no names of private and reserved addresses: the answer is known without a question.
        if (type === 'PTR' && !isPublicReverseName(name)) return Promise.resolve(NO_SUCH_NAME);
        if (type === 'PTR' && purpose === 'spf' && settings.nameSenders !== 'on') {
          return Promise.resolve(failure('names-off', 'Name senders is off'));
        }
        const key = `${name.toLowerCase()} ${type}`;
        const flight = run.get(key);
        if (flight !== undefined) return flight;
        if (!asked.has(key)) {
          const full = asked.size >= REPORTED_QUESTIONS || all.count + fresh >= REPORTED_QUESTIONS_OF_ALL;
          if (full || left <= 0) {
            spent = true;
            return Promise.resolve(failure('budget', 'question limit of reports'));
          }
          left--;
          fresh++;
          asked.add(key);
        }
        const result = resolve(name, type, purpose);
        run.set(key, result);
        return result;
      };
    },
    spent: () => spent,
    async save() {
      if (fresh === 0) return;
      // What another run wrote meanwhile counts as well.
      const [before, total] = await Promise.all([read(domain), read('')]);
      const both = [...new Set([...before.asked, ...asked])];
      await keptQuestions.put(store, [
        { key: domain, value: { day, asked: both, count: both.length } },
        { key: '', value: { day, asked: [], count: total.count + fresh } },
      ]);
      fresh = 0;
    },
  };
}

const NO_SUCH_NAME: DnsResult = { kind: 'nxdomain', chain: [], soaOwner: null, ttl: 0, age: 0, stale: false };
