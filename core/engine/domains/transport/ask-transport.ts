import { bimiRecord, stsRecord, tlsRptRecord } from '../../../dmarc/transport/transport-records.ts';
import { askedAgain } from '../../../dns/asked-again.ts';
import { whyNoAnswer } from '../../../lib/answer.ts';
import { normalName } from '../../../lib/domain-name.ts';
import type { DnsResult, RecordType, Resolve } from '../../../model/dns.ts';
import type { DnssecState, MxHost, Told, TransportAnswers } from '../../../model/transport.ts';
import { questionBudget } from '../../facts/question-budget.ts';
import { keptTransport } from '../../facts/transport.ts';
import type { Context } from '../context.ts';

/** Mail hosts that are asked about; who has more is told so. */
export const MAX_MX_HOSTS = 10;
/** Questions about the hosts of one domain. */
const HOST_QUESTIONS = 3 * MAX_MX_HOSTS;
/** Extended DNS Errors of DNSSEC, RFC 8914: 6 bogus to 12 NSEC missing. */
const isBogus = (result: DnsResult): boolean =>
  'error' in result && result.error !== null && result.error.code >= 6 && result.error.code <= 12;

/**
 * Asks DNS how mail comes to a confirmed domain, and keeps it; false where nobody may be asked. The hosts are those that its
 * own MX records name, and the questions about them count among those of the day.
 * @param again past our own cache, since the user wants it
 */
export async function askTransport(
  context: Pick<Context, 'store' | 'now' | 'resolverFor' | 'onChange'>,
  domain: string,
  again: boolean,
): Promise<boolean> {
  const { store, now } = context;
  if ((await store.domains.get(domain)).listing !== 'confirmed') return false;
  const given = await context.resolverFor(domain);
  if (given === null) return false;
  const resolve = again ? askedAgain(given) : given;
  const budget = await questionBudget(store, domain, resolve, now());
  const answers = await transportAnswers(domain, resolve, budget.within(HOST_QUESTIONS), now());
  await budget.save();
  const before = await keptTransport.get(store, domain);
  await keptTransport.set(store, domain, { answers, policy: before?.policy ?? null });
  context.onChange('domains', domain);
  return true;
}

/** @param ofHosts DNS for the mail hosts, which has a budget */
export async function transportAnswers(
  domain: string,
  resolve: Resolve,
  ofHosts: Resolve,
  now: number,
): Promise<TransportAnswers> {
  const name = normalName(domain);
  const ask = (owner: string, type: RecordType) => resolve(owner, type, 'transport');
  // The DS of a top-level domain is signed by the root: a resolver that does not call it authentic does not validate.
  const [top, mx, sts, rpt, bimi] = await Promise.all([
    ask(name.slice(name.lastIndexOf('.') + 1), 'DS'),
    ask(name, 'MX'),
    ask(`_mta-sts.${name}`, 'TXT'),
    ask(`_smtp._tls.${name}`, 'TXT'),
    ask(`default._bimi.${name}`, 'TXT'),
  ]);
  const validates =
    top.authentic === true || [mx, sts, rpt, bimi].some(({ authentic }) => authentic === true);
  const dnssec = (result: DnsResult): DnssecState => {
    if (isBogus(result)) return 'bogus';
    if (whyNoAnswer(result) !== null) return 'unknown';
    return result.authentic === true ? 'secure' : validates ? 'insecure' : 'unknown';
  };
  const told = <T>(result: DnsResult, read: (result: DnsResult) => T): Told<T> => {
    const why = whyNoAnswer(result);
    return why === null
      ? { told: true, value: read(result), dnssec: dnssec(result) }
      : { told: false, why, dnssec: dnssec(result) };
  };
  const texts = (result: DnsResult): string[] =>
    recordsOf(result).flatMap((each) => (each.type === 'TXT' ? [each.data.join('')] : []));
  const exchanges = recordsOf(mx)
    .flatMap((each) => (each.type === 'MX' ? [each.data] : []))
    .sort((a, b) => a.preference - b.preference || (a.exchange < b.exchange ? -1 : 1));
  const nullMx = exchanges.length === 1 && exchanges[0]?.exchange === '';
  const named = exchanges.filter(({ exchange }) => exchange !== '');
  const hosts = await Promise.all(
    named.slice(0, MAX_MX_HOSTS).map(async ({ exchange, preference }): Promise<MxHost> => {
      const [address, tlsa] = await Promise.all([
        ofHosts(exchange, 'A', 'transport'),
        ofHosts(`_25._tcp.${exchange}`, 'TLSA', 'transport'),
      ]);
      return {
        name: exchange,
        preference,
        alias: ('chain' in address ? address.chain[0]?.target : undefined) ?? null,
        addressDnssec: dnssec(address),
        tlsa: told(tlsa, (result) =>
          recordsOf(result).flatMap((each) => (each.type === 'TLSA' ? [each.data] : [])),
        ),
      };
    }),
  );
  return {
    at: now,
    mx: told(mx, () => hosts),
    moreHosts: named.length - hosts.length,
    nullMx,
    sts: told(sts, (result) => stsRecord(texts(result))),
    tlsRpt: told(rpt, (result) => tlsRptRecord(texts(result))),
    bimi: told(bimi, (result) => bimiRecord(texts(result))),
  };
}

const recordsOf = (result: DnsResult) => (result.kind === 'answer' ? result.records : []);
