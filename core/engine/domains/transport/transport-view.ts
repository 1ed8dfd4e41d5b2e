import { transportFindings } from '../../../dmarc/transport/transport-findings.ts';
import type { StsFetch, TransportView } from '../../../model/transport.ts';
import { keptTransport } from '../../facts/transport.ts';
import type { Context } from '../context.ts';
import { tlsFailures } from './tls-failures.ts';

/** A domain's transport out of the store: no DNS is asked. */
export async function transportView(
  { store, now, inExtension }: Pick<Context, 'store' | 'now' | 'inExtension'>,
  domain: string,
): Promise<TransportView> {
  const [kept, reports] = await Promise.all([
    keptTransport.get(store, domain),
    tlsFailures(store, domain, now()),
  ]);
  const policy: StsFetch = kept?.policy ?? { state: inExtension ? 'not-asked' : 'not-here' };
  return {
    domain,
    answers: kept?.answers ?? null,
    policy,
    findings: kept === null ? [] : transportFindings(kept.answers, policy),
    reports,
  };
}
