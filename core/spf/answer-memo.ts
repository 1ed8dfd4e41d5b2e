import type { DnsResult, Resolve } from '../model/dns.ts';

/** DNS that asks each question once and keeps every answer, so that one evaluation sees one state of DNS. */
export interface AnswerMemo {
  resolve: Resolve;
  answers: Map<string, DnsResult>;
}

export function createAnswerMemo(resolve: Resolve, known?: ReadonlyMap<string, DnsResult>): AnswerMemo {
  const answers = new Map<string, DnsResult>(known);
  const flights = new Map<string, Promise<DnsResult>>();
  return {
    answers,
    resolve: (name, type, purpose) => {
      const key = `${name.toLowerCase()} ${type}`;
      const answer = answers.get(key);
      if (answer) return Promise.resolve(answer);
      let flight = flights.get(key);
      if (!flight) {
        flight = resolve(name, type, purpose).then((result) => {
          answers.set(key, result);
          flights.delete(key);
          return result;
        });
        flights.set(key, flight);
      }
      return flight;
    },
  };
}

/** What `resolve` answers, with the answers of a memo before it; new answers are not kept. */
export function withKnownAnswers(resolve: Resolve, known: ReadonlyMap<string, DnsResult>): Resolve {
  return (name, type, purpose) => {
    const answer = known.get(`${name.toLowerCase()} ${type}`);
    return answer ? Promise.resolve(answer) : resolve(name, type, purpose);
  };
}
