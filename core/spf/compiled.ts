import type { IntervalMap4, IntervalMap6 } from '../lib/interval-map.ts';
import type { DnsResult } from '../model/dns.ts';
import type { SpfVerdict } from '../model/spf.ts';

/** A record and all it leads to, with the verdict of every address that needs no question of its own. */
export interface CompiledSpf {
  domain: string;
  /** Index into `verdicts` for every IPv4 and IPv6 address. */
  map4: IntervalMap4;
  map6: IntervalMap6;
  /** Null: addresses there reach `exists`, `ptr` or a macro, and are evaluated one by one. */
  verdicts: (SpfVerdict | null)[];
  /** The terms that addresses without a verdict reach, by the same index; empty elsewhere. */
  dynamicTerms: string[];
  /** Every answer it rests on, by `NAME TYPE`. */
  answers: Map<string, DnsResult>;
  /** Seconds until the first answer it rests on ends its TTL. */
  ttl: number;
  /** Seconds since the oldest answer was fetched; `stale` where one is past its TTL. */
  age: number;
  stale: boolean;
  /** True where a temporary DNS error was met: worth asking again soon. */
  temporary: boolean;
}
