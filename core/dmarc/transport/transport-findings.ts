import { coversHost } from '../../lib/covers-host.ts';
import type {
  MxHost,
  StsFetch,
  StsPolicy,
  TransportAnswers,
  TransportFinding,
} from '../../model/transport.ts';
import { isUsableTlsa } from './usable-tlsa.ts';

/** RFC 8461 section 3.2 wants weeks; under a day a policy hardly outlives an attack. Seconds. */
export const SHORT_STS_AGE = 86_400;

/** What the answers say, a line each: mail hosts, MTA-STS, DANE, reports. What DNS did not tell makes none. */
export function transportFindings(answers: TransportAnswers, policy: StsFetch): TransportFinding[] {
  const found: TransportFinding[] = [];
  const add = (
    code: TransportFinding['code'],
    tone: TransportFinding['tone'],
    names: string[] = [],
  ): void => {
    found.push({ code, tone, names });
  };
  const hosts = answers.mx.told ? answers.mx.value : null;
  if (answers.nullMx) {
    add('null-mx', 'good');
    return found;
  }
  if (hosts?.length === 0) add('mx-none', 'open');
  const aliases = (hosts ?? []).filter(({ alias }) => alias !== null).map(({ name }) => name);
  if (aliases.length > 0) add('mx-alias', 'bad', aliases);
  stsFindings(answers, policy, hosts, add);
  if (hosts !== null && hosts.length > 0) daneFinding(answers, hosts, add);
  if (answers.tlsRpt.told) {
    const { state, rua, texts } = answers.tlsRpt.value;
    if (state === 'none') add('rpt-none', 'open');
    else if (state === 'present') add('rpt-present', 'good', rua);
    else add(state === 'several' ? 'rpt-several' : 'rpt-invalid', 'bad', texts);
  }
  return found;
}

type Add = (code: TransportFinding['code'], tone: TransportFinding['tone'], names?: string[]) => void;

/** MTA-STS: the record, then the file. That the file could not be reached from here says nothing of it. */
function stsFindings({ sts }: TransportAnswers, fetched: StsFetch, hosts: MxHost[] | null, add: Add): void {
  if (!sts.told) return;
  const { state, texts } = sts.value;
  if (state === 'none') add('sts-none', 'open');
  else if (state !== 'present') add(state === 'several' ? 'sts-several' : 'sts-invalid', 'bad', texts);
  else if (fetched.state === 'fetched') policyFindings(fetched.policy, hosts, add);
  else if (fetched.state === 'failed' && fetched.why !== 'no-connection') add('sts-failed', 'bad');
  else add('sts-unread', 'unknown');
}

function policyFindings(policy: StsPolicy, hosts: MxHost[] | null, add: Add): void {
  const uncovered = (hosts ?? []).map(({ name }) => name).filter((name) => !coversHost(policy.mx, name));
  if (!policy.valid) add('sts-policy-invalid', 'bad');
  else if (policy.mode === 'none') add('sts-mode-none', 'open');
  else {
    if (uncovered.length > 0) add('sts-uncovered', 'bad', uncovered);
    if ((policy.maxAge ?? 0) < SHORT_STS_AGE) add('sts-short', 'open', [String(policy.maxAge)]);
    if (policy.mode === 'testing') add('sts-testing', 'open');
    else if (uncovered.length === 0 && hosts !== null) add('sts-enforced', 'good');
  }
}

/** DANE holds for a host only with usable records, and DNSSEC over the MX, the host's addresses and the records (RFC 7672 section 2.2). */
function daneFinding({ mx, moreHosts }: TransportAnswers, hosts: MxHost[], add: Add): void {
  const asked = hosts.filter(({ tlsa }) => tlsa?.told === true);
  const untold = hosts.length - asked.length + moreHosts;
  const bogus = hosts.filter((host) => host.tlsa?.dnssec === 'bogus' || host.addressDnssec === 'bogus');
  if (bogus.length > 0) add('dane-bogus', 'bad', namesOf(bogus));
  const published = asked.filter(({ tlsa }) => tlsa?.told && tlsa.value.length > 0);
  if (published.length === 0) {
    if (untold === 0) add('dane-none', 'open');
    else if (bogus.length === 0) add('dane-unknown', 'unknown');
    return;
  }
  const unusable = published.filter(({ tlsa }) => tlsa?.told && !tlsa.value.some(isUsableTlsa));
  if (unusable.length > 0) add('dane-unusable', 'bad', namesOf(unusable));
  const usable = published.filter((host) => !unusable.includes(host));
  const states = usable.map((host) => [mx.dnssec, host.addressDnssec, host.tlsa?.dnssec ?? 'unknown']);
  const insecure = usable.filter((_, i) => states[i]?.includes('insecure'));
  const secure = usable.filter((_, i) => states[i]?.every((state) => state === 'secure'));
  if (insecure.length > 0) add('dane-insecure', 'bad', namesOf(insecure));
  const without = asked.filter((host) => !published.includes(host));
  if (without.length > 0) add('dane-partly', 'open', namesOf(without));
  if (secure.length === hosts.length && moreHosts === 0) add('dane-secure', 'good');
  else if (usable.length > insecure.length + secure.length || untold > 0) add('dane-unknown', 'unknown');
}

const namesOf = (hosts: readonly MxHost[]): string[] => hosts.map(({ name }) => name);
