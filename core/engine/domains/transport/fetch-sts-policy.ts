import { MAX_STS_BYTES, readStsPolicy } from '../../../dmarc/transport/sts-policy.ts';
import { isDnsName } from '../../../lib/dns-names.ts';
import type { StsFetch } from '../../../model/transport.ts';
import { keptTransport } from '../../facts/transport.ts';
import type { Context } from '../context.ts';

/** RFC 8461 section 3.3 suggests a minute; a page waits for this. Milliseconds. */
const TIMEOUT_MS = 10_000;

/** Where the policy of a domain lies, RFC 8461 section 3.3. */
export const stsPolicyUrl = (domain: string): string => `https://mta-sts.${domain}/.well-known/mta-sts.txt`;

/**
 * Reads the policy file of a confirmed domain and keeps it; false where it cannot be read from here (a web page may not) or
 * nobody may be asked. Redirects are not followed, section 3.3.
 */
export async function fetchStsPolicy(context: Context, domain: string): Promise<boolean> {
  const { store, now } = context;
  if (!context.inExtension || !isDnsName(domain)) return false;
  // `a@b.example` and `a/b.example` are names to DNS, and other hosts in an address
  const url = stsPolicyUrl(domain);
  if (!URL.canParse(url) || new URL(url).hostname !== `mta-sts.${domain}`) return false;
  const decision = await store.domains.get(domain);
  const kept = await keptTransport.get(store, domain);
  if (decision.listing !== 'confirmed' || decision.sample || kept === null) return false;
  if ((await context.resolverFor(domain)) === null) return false;
  const result = await context.gateway.request(
    url,
    { headers: { accept: 'text/plain' }, timeoutMs: TIMEOUT_MS, maxBytes: MAX_STS_BYTES },
    { purpose: 'mta-sts-policy', name: `mta-sts.${domain}` },
  );
  // nothing was asked: that says nothing of the policy, and what was known stays
  if (result.kind === 'no-network' || result.kind === 'offline') return false;
  const policy = readFetched(result, now());
  // DNS may have been asked again meanwhile
  await keptTransport.set(store, domain, { ...((await keptTransport.get(store, domain)) ?? kept), policy });
  context.onChange('domains', domain);
  return true;
}

type Result = Awaited<ReturnType<Context['gateway']['request']>>;

function readFetched(result: Result, at: number): Extract<StsFetch, { at: number }> {
  if (result.kind === 'too-large') return { state: 'failed', at, why: 'too-large', detail: '' };
  if (result.kind === 'redirected')
    return { state: 'failed', at, why: 'redirect', detail: result.detail.slice(0, 200) };
  if (result.kind !== 'response')
    return { state: 'failed', at, why: 'no-connection', detail: result.detail.slice(0, 200) };
  if (result.status !== 200) return { state: 'failed', at, why: 'status', detail: String(result.status) };
  const type = result.header('content-type') ?? '';
  if (!/^text\/plain(\s*;|\s*$)/i.test(type))
    return { state: 'failed', at, why: 'type', detail: type.slice(0, 100) };
  const text = new TextDecoder().decode(result.body);
  return { state: 'fetched', at, policy: readStsPolicy(text), text: text.slice(0, 4_000) };
}
