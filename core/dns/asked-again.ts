import type { DnsResult, Resolve } from '../model/dns.ts';

/**
 * DNS of one run that a user asked for: each question goes past our own cache, once. The resolver's cache still counts: what
 * it says is what receivers see.
 */
export function askedAgain(resolve: Resolve): Resolve {
  const answers = new Map<string, Promise<DnsResult>>();
  return (name, type) => {
    const key = `${name.toLowerCase()} ${type}`;
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = resolve(name, type, 'look-again');
    answers.set(key, answer);
    return answer;
  };
}
