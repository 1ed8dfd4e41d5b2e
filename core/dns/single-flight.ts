import type { DnsResult, Resolve } from '../model/dns.ts';

/** Equal questions under way at the same time are asked once. */
export function singleFlight(resolve: Resolve): Resolve {
  const flights = new Map<string, Promise<DnsResult>>();
  return (name, type, purpose) => {
    const key = `${name} ${type} ${purpose}`;
    const under = flights.get(key);
    if (under) return under;
    const flight = resolve(name, type, purpose).finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
}
