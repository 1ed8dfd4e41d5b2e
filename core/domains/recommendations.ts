import { normalName } from '../lib/domain-name.ts';
import type { DnsResult, Resolve } from '../model/dns.ts';
import type { Recommendation } from '../model/domain-configuration.ts';

interface RecommendationFacts {
  domain: string;
  spf: DnsResult;
  /** Answer to `*._domainkey.D TXT`. */
  wildcardKey: DnsResult;
  mx: DnsResult;
  /** What the user said of receiving; null where not asked. Not sending is not the same as not receiving. */
  receives: boolean | null;
}

/** Asks DNS and gives the recommendations. Three questions. */
export async function recommendFor(
  domain: string,
  receives: boolean | null,
  resolve: Resolve,
): Promise<Recommendation[]> {
  const name = normalName(domain);
  const [spf, wildcardKey, mx] = await Promise.all([
    resolve(name, 'TXT', 'spf'),
    resolve(`*._domainkey.${name}`, 'TXT', 'dkim-key'),
    resolve(name, 'MX', 'mx'),
  ]);
  return recommendations({ domain: name, spf, wildcardKey, mx, receives });
}

/**
 * What a domain that sends nothing should publish beside its DMARC record: SPF that authorises nobody
 * (RFC 7208 section 10.1.2), revoked keys for every selector (RFC 6376 section 3.6.1), and null MX
 * (RFC 7505) only where no MX exists and the user says that it receives nothing.
 */
function recommendations(facts: RecommendationFacts): Recommendation[] {
  const name = normalName(facts.domain);
  return [
    {
      code: 'spf-none',
      record: recommendedRecord('spf-none', name),
      ...textState(
        facts.spf,
        (text) => /^v=spf1( |$)/i.test(text),
        (text) => /^v=spf1 +-all *$/i.test(text),
      ),
    },
    {
      code: 'no-dkim-keys',
      record: recommendedRecord('no-dkim-keys', name),
      ...textState(
        facts.wildcardKey,
        () => true,
        (text) => /(^|;)\s*p\s*=\s*(;|$)/.test(text),
      ),
    },
    { code: 'null-mx', record: recommendedRecord('null-mx', name), ...nullMx(facts) },
  ];
}

/** The line that each recommendation is about. */
export function recommendedRecord(code: Recommendation['code'], domain: string): Recommendation['record'] {
  const name = normalName(domain);
  if (code === 'spf-none') return { name, type: 'TXT', value: 'v=spf1 -all' };
  if (code === 'null-mx') return { name, type: 'MX', value: '0 .' };
  return { name: `*._domainkey.${name}`, type: 'TXT', value: 'v=DKIM1; p=' };
}

type State = Pick<Recommendation, 'state' | 'reason' | 'found'>;

function textState(
  result: DnsResult,
  ofKind: (text: string) => boolean,
  good: (text: string) => boolean,
): State {
  if ('detail' in result) return { state: 'unknown', reason: result.kind, found: [] };
  const records = result.kind === 'answer' ? result.records : [];
  const found = records.flatMap((each) => (each.type === 'TXT' ? [each.data.join('')] : [])).filter(ofKind);
  if (found.length === 0) return { state: 'missing', reason: '', found };
  return { state: found.length === 1 && found.every(good) ? 'published' : 'differs', reason: '', found };
}

function nullMx({ mx, receives }: RecommendationFacts): State {
  if ('detail' in mx) return { state: 'unknown', reason: mx.kind, found: [] };
  const records = mx.kind === 'answer' ? mx.records : [];
  const found = records.flatMap((each) =>
    each.type === 'MX' ? [`${each.data.preference} ${each.data.exchange || '.'}`] : [],
  );
  if (found.length === 1 && found[0]?.endsWith(' .')) return { state: 'published', reason: '', found };
  if (found.length > 0) return { state: 'not-offered', reason: 'has-mx', found };
  if (receives === false) return { state: 'missing', reason: '', found };
  return { state: 'not-offered', reason: receives === null ? 'not-said' : 'receives', found };
}
