import { isDnsName } from '../lib/dns-names.ts';
import { normalName } from '../lib/domain-name.ts';
import { readTagList } from '../lib/tag-list.ts';
import type { DkimProblemCode } from '../model/codes.ts';
import type { DkimKeyState, DkimProblem } from '../model/dmarc.ts';
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

/**
 * Looks a selector up at `SELECTOR._domainkey.DOMAIN`, RFC 6376 section 3.6.2. Texts of another version are discarded
 * (section 3.6.1), and texts that are no key at all passed over; two keys are `several`, since then the result is
 * undefined (section 3.6.2.2). Never throws, whatever the name holds.
 */
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
  if ('detail' in result) {
    const problems = [{ code: result.kind, detail: result.detail }];
    return { ...base, noAnswer: result.kind, problems };
  }
  if (result.kind !== 'answer') return { ...base, state: 'missing' };
  // In a fixed order: servers rotate records, which changes nothing.
  const texts = result.records
    .flatMap((record) => (record.type === 'TXT' ? [record.data.join('')] : []))
    .sort();
  return { ...base, ...keyAmong(texts) };
}

/** The key among the texts of one name, in whatever order they come. */
export function keyAmong(texts: readonly string[]): DkimKey & { text: string } {
  const kinds = texts.map((text) => ({ text, kind: textKind(text) }));
  const keys = kinds.filter((each) => each.kind === 'key').map((each) => each.text);
  const others = kinds
    .filter((each) => each.kind !== 'key')
    .slice(0, MAX_OTHER_TEXTS)
    .map(({ text }): DkimProblem => ({ code: 'other-text', detail: text.slice(0, MAX_SHOWN) }));
  const [only, second] = keys;
  if (second !== undefined) {
    const state = key('several');
    return { ...state, problems: others, text: keys.join('\n') };
  }
  if (only !== undefined) {
    const found = readDkimKey(only);
    return { ...found, problems: [...found.problems, ...others], text: only };
  }
  // Nothing but a text that was meant as a key: what is wrong with it is worth more than "missing".
  const meant = kinds.find((each) => each.kind === 'near-miss');
  if (meant !== undefined) return { ...readDkimKey(meant.text), state: 'invalid', text: meant.text };
  return { ...key('missing', others), text: '' };
}

/** Other texts at a selector that are told, and characters shown of each. */
const MAX_OTHER_TEXTS = 3;
const MAX_SHOWN = 300;

/** A text with `v=DKIM1`, or without a version and with a key or its type, is meant as one; `v=` of others is not. */
function textKind(text: string): 'key' | 'near-miss' | 'other' {
  const { tags } = readTagList(text, { caseSensitive: true });
  const [first] = tags;
  if (first?.name === 'v') {
    if (first.value === 'DKIM1') return 'key';
    return /^dkim/i.test(first.value) ? 'near-miss' : 'other';
  }
  return tags.some(({ name }) => /^[pk]$/i.test(name)) ? 'key' : 'other';
}

/** Reads a key record, RFC 6376 section 3.6.1. Tag names are compared with case (section 3.2). */
export function readDkimKey(text: string): DkimKey {
  const list = readTagList(text, { caseSensitive: true });
  const value = (name: string) => list.tags.find((tag) => tag.name === name)?.value;
  const problems: DkimProblem[] = list.duplicates.map((detail) => ({ code: 'duplicate-tag', detail }));
  for (const detail of list.cased) problems.push({ code: 'tag-case', detail });
  const found = key('present', problems);
  // Section 3.2: a tag that comes twice makes the whole list invalid.
  if (list.duplicates.length > 0 || list.truncated) found.state = 'invalid';
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
  if (raw === undefined) return invalid(found, 'p-missing');
  const encoded = raw.replace(/[ \t\r\n]/g, '');
  if (encoded === '') return found.state === 'invalid' ? found : { ...found, state: 'revoked' };
  const decoded = fromBase64(encoded);
  if (decoded === null) return invalid(found, 'p-not-base64');
  // Many verifiers take it, and others do not.
  if (!decoded.padded) problems.push({ code: 'p-padding', detail: '' });
  if (found.keyType === 'ed25519') {
    return decoded.bytes.length === ED25519_BYTES ? { ...found, bits: 256 } : invalid(found, 'p-not-a-key');
  }
  if (found.keyType !== 'rsa') return invalid(found, 'key-type-unknown', found.keyType);
  found.bits = rsaModulusBits(decoded.bytes);
  if (found.bits === null) return invalid(found, 'p-not-a-key');
  found.weak = found.bits < WEAK_RSA_BITS;
  if (found.bits < GOOD_RSA_BITS) {
    problems.push({ code: found.weak ? 'key-weak' : 'key-short', detail: String(found.bits) });
  }
  return found;
}

function invalid(found: DkimKey, code: DkimProblemCode, detail = ''): DkimKey {
  return { ...found, state: 'invalid', problems: [...found.problems, { code, detail }] };
}

function key(state: DkimKey['state'], problems: DkimProblem[] = []): DkimKey {
  return { state, keyType: '', bits: null, weak: false, testing: false, strict: false, problems };
}

/** Bytes of base64 (RFC 4648 section 4), and whether its padding is right; null where it is none. Never throws. */
function fromBase64(text: string): { bytes: Uint8Array; padded: boolean } | null {
  let end = text.length;
  while (end > 0 && text[end - 1] === '=') end -= 1;
  const digits = text.slice(0, end);
  if (!/^[A-Za-z0-9+/]*$/.test(digits) || digits.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(digits), (char) => char.charCodeAt(0));
  return { bytes, padded: text.length - end === (4 - (digits.length % 4)) % 4 };
}
