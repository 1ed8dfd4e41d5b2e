import { isDnsName } from '../../lib/dns-names.ts';
import type { StsPolicy } from '../../model/transport.ts';

/** RFC 8461 section 3.2: a year. */
export const MAX_STS_AGE = 31_557_600;
/** Section 3.2 suggests a limit of 64 kilobytes. */
export const MAX_STS_BYTES = 65_536;
const MAX_LINES = 1_000;

/**
 * Reads a policy file, RFC 8461 section 3.2: lines of `key: value`; of a key that comes twice the first counts, but for `mx`.
 * Keys that are not known mean nothing.
 */
export function readStsPolicy(text: string): StsPolicy {
  const policy: StsPolicy = { mode: null, maxAge: null, mx: [], problems: [], valid: false };
  const fault = (code: StsPolicy['problems'][number]['code'], detail = ''): void => {
    policy.problems.push({ code, detail: detail.slice(0, 200) });
  };
  const lines = text.slice(0, MAX_STS_BYTES).split('\n', MAX_LINES + 1);
  if (text.length > MAX_STS_BYTES || lines.length > MAX_LINES) fault('too-long');
  const first = new Map<string, string>();
  for (const line of lines.slice(0, MAX_LINES)) {
    const written = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (written.trim() === '') continue;
    const colon = written.indexOf(':');
    const key = colon < 0 ? '' : written.slice(0, colon).trim();
    if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/.test(key)) {
      fault('syntax', written);
      continue;
    }
    const value = written.slice(colon + 1).trim();
    if (key === 'mx') addMx(policy, value, fault);
    else if (!first.has(key)) first.set(key, value);
  }
  if (first.get('version') !== 'STSv1') fault('version', first.get('version') ?? '');
  const mode = first.get('mode');
  if (mode === 'enforce' || mode === 'testing' || mode === 'none') policy.mode = mode;
  else fault('mode', mode ?? '');
  const age = first.get('max_age') ?? '';
  if (/^\d{1,10}$/.test(age) && Number(age) <= MAX_STS_AGE) policy.maxAge = Number(age);
  else fault('max-age', age);
  // A policy of mode none needs no hosts.
  if (policy.mode !== 'none' && policy.mx.length === 0) fault('no-mx');
  policy.valid = policy.problems.length === 0;
  return policy;
}

function addMx(policy: StsPolicy, value: string, fault: (code: 'bad-mx', detail: string) => void): void {
  const pattern = value.toLowerCase();
  const name = pattern.startsWith('*.') ? pattern.slice(2) : pattern;
  if (isDnsName(name) && !name.includes('*')) policy.mx.push(pattern);
  else fault('bad-mx', value);
}
