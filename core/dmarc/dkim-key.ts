import { isDnsName } from '../lib/dns-names.ts';
import { normalName } from '../lib/domain-name.ts';
import { readTagList } from '../lib/tag-list.ts';
import type { DkimKeyState, DmarcProblem } from '../model/dmarc.ts';
import type { Resolve } from '../model/dns.ts';
import { rsaModulusBits } from './rsa-key-length.ts';

/** RFC 8301 section 3.2: verifiers must not take RSA keys under 1024 bits; signers should use 2048. */
const WEAK_RSA_BITS = 1024;
const GOOD_RSA_BITS = 2048;
/** RFC 8463 section 4: the raw public key. */
const ED25519_BYTES = 32;

/** What is read out of the text alone, without the selector's name. */
export type DkimKey = Pick<
  DkimKeyState,
  'state' | 'keyType' | 'bits' | 'weak' | 'testing' | 'strict' | 'problems'
>;

/** Looks a selector up at `SELECTOR._domainkey.DOMAIN`, RFC 6376 section 3.6.2. Never throws. */
export async function checkSelector(
  domain: string,
  selector: string,
  resolve: Resolve,
): Promise<DkimKeyState> {
  const base: DkimKeyState = {
    domain: normalName(domain),
    selector: normalName(selector),
    alias: null,
    text: '',
    ...key('unknown'),
  };
  const owner = `${base.selector}._domainkey.${base.domain}`;
  if (!isDnsName(owner)) return { ...base, state: 'missing' };
  const result = await resolve(owner, 'TXT', 'dkim-key');
  if ('chain' in result) base.alias = result.chain.find((link) => link.name === owner)?.target ?? null;
  if ('detail' in result) return { ...base, problems: [{ code: result.kind, detail: result.detail }] };
  if (result.kind !== 'answer') return { ...base, state: 'missing' };
  const texts = result.records.flatMap((record) => (record.type === 'TXT' ? [record.data.join('')] : []));
  const [text] = texts;
  if (text === undefined) return { ...base, state: 'missing' };
  // RFC 6376 section 3.6.2.2: with several records the result is undefined.
  if (texts.length > 1) return { ...base, state: 'several', text: texts.join('\n') };
  return { ...base, text, ...readDkimKey(text) };
}

/** Reads a key record, RFC 6376 section 3.6.1. */
export function readDkimKey(text: string): DkimKey {
  const list = readTagList(text);
  const value = (name: string) => list.tags.find((tag) => tag.name === name)?.value;
  const problems: DmarcProblem[] = list.duplicates.map((detail) => ({ code: 'duplicate-tag', detail }));
  const found = key('present', problems);
  if (value('v') !== undefined && (value('v') !== 'DKIM1' || list.tags[0]?.name !== 'v')) {
    problems.push({ code: 'version-invalid', detail: value('v') ?? '' });
    found.state = 'invalid';
  }
  found.keyType = (value('k') ?? 'rsa').toLowerCase();
  const flags = (value('t') ?? '').split(':').map((flag) => flag.trim().toLowerCase());
  found.testing = flags.includes('y');
  found.strict = flags.includes('s');
  const services = (value('s') ?? '*').split(':').map((service) => service.trim().toLowerCase());
  if (!services.includes('*') && !services.includes('email')) {
    problems.push({ code: 'not-for-mail', detail: value('s') ?? '' });
    found.state = 'invalid';
  }
  const hashes = value('h')
    ?.split(':')
    .map((hash) => hash.trim().toLowerCase());
  // RFC 8301 section 3.1 forbids rsa-sha1.
  if (hashes !== undefined && !hashes.includes('sha256'))
    problems.push({ code: 'sha1-only', detail: value('h') ?? '' });

  const raw = value('p');
  if (raw === undefined)
    return { ...found, state: 'invalid', problems: [...problems, { code: 'p-missing', detail: '' }] };
  const encoded = raw.replace(/[ \t\r\n]/g, '');
  if (encoded === '') return { ...found, state: 'revoked' };
  const bytes = fromBase64(encoded);
  if (bytes === null) {
    return { ...found, state: 'invalid', problems: [...problems, { code: 'p-not-base64', detail: '' }] };
  }
  if (found.keyType === 'ed25519') return ed25519(found, bytes);
  if (found.keyType !== 'rsa') {
    problems.push({ code: 'key-type-unknown', detail: found.keyType });
    return { ...found, state: 'invalid' };
  }
  found.bits = rsaModulusBits(bytes);
  if (found.bits === null) {
    return { ...found, state: 'invalid', problems: [...problems, { code: 'p-not-a-key', detail: '' }] };
  }
  found.weak = found.bits < WEAK_RSA_BITS;
  if (found.bits < GOOD_RSA_BITS) {
    problems.push({ code: found.weak ? 'key-weak' : 'key-short', detail: String(found.bits) });
  }
  return found;
}

function ed25519(found: DkimKey, bytes: Uint8Array): DkimKey {
  if (bytes.length === ED25519_BYTES) return { ...found, bits: 256 };
  return { ...found, state: 'invalid', problems: [...found.problems, { code: 'p-not-a-key', detail: '' }] };
}

function key(state: DkimKey['state'], problems: DmarcProblem[] = []): DkimKey {
  return { state, keyType: '', bits: null, weak: false, testing: false, strict: false, problems };
}

function fromBase64(text: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.replace(/=+$/, '').length % 4 === 1) return null;
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
