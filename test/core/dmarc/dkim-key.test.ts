import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkSelector, keyAmong, readDkimKey } from '../../../core/dmarc/dkim-key.ts';
import { rsaModulusBits } from '../../../core/dmarc/rsa-key-length.ts';
import { askZone } from '../../support/zone-questions.ts';

const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).publicKey;
const der = (key: KeyObject, type: 'spki' | 'pkcs1') => key.export({ type, format: 'der' });
const record = (key: KeyObject, type: 'spki' | 'pkcs1' = 'spki') =>
  `v=DKIM1; k=rsa; p=${der(key, type).toString('base64')}`;

test.each([768, 1000, 1024, 2048, 3072])('an RSA key of %i bits is measured in both encodings', (bits) => {
  const key = rsa(bits);
  expect(rsaModulusBits(der(key, 'spki'))).toBe(bits);
  expect(readDkimKey(record(key, 'pkcs1')).bits).toBe(bits);
  const read = readDkimKey(record(key));
  expect(read).toMatchObject({ state: 'present', keyType: 'rsa', bits, weak: bits < 1024 });
  expect(read.problems.map((problem) => problem.code)).toEqual(
    bits < 1024 ? ['key-weak'] : bits < 2048 ? ['key-short'] : [],
  );
});

test('an Ed25519 key is the raw 32 bytes', () => {
  const raw = der(generateKeyPairSync('ed25519').publicKey, 'spki').subarray(-32).toString('base64');
  expect(readDkimKey(`v=DKIM1; k=ed25519; p=${raw}`)).toMatchObject({
    state: 'present',
    keyType: 'ed25519',
    bits: 256,
    weak: false,
  });
  expect(readDkimKey(`v=DKIM1; k=ed25519; p=${raw.slice(4)}`).state).toBe('invalid');
});

const good = record(rsa(2048)).replace('v=DKIM1; k=rsa; ', '');

test.each([
  ['v=DKIM1; p=', { state: 'revoked' }],
  [`t=y:s; ${good}`, { state: 'present', testing: true, strict: true, keyType: 'rsa' }],
  [`v=DKIM1; ${good.replace('p=', 'p= ').replace('A', 'A \t')}`, { state: 'present', bits: 2048 }],
  [`v=DKIM2; ${good}`, { state: 'invalid' }],
  [`v=DKIM1; s=tlsrpt; ${good}`, { state: 'invalid' }],
  [`v=DKIM1; s=email:x; ${good}`, { state: 'present' }],
  [`v=DKIM1; h=sha1; ${good}`, { state: 'present', problems: [{ code: 'sha1-only', detail: 'sha1' }] }],
  ['v=DKIM1; k=rsa', { state: 'invalid' }],
  ['v=DKIM1; p=!!!', { state: 'invalid' }],
  [`v=DKIM1; p=${'A'.repeat(392)}`, { state: 'invalid', bits: null }],
  [`v=DKIM1; k=dsa; ${good}`, { state: 'invalid' }],
  ['', { state: 'invalid' }],
])('%#: %s', (text, expected) => {
  expect(readDkimKey(text)).toMatchObject(expected);
});

test('bytes that lie about their length are no key', () => {
  const bytes = der(rsa(1024), 'spki');
  for (let cut = 0; cut < bytes.length; cut += 1) expect(rsaModulusBits(bytes.subarray(0, cut))).toBeNull();
  expect(rsaModulusBits(Uint8Array.of(0x30, 0x84, 0xff, 0xff, 0xff, 0xff))).toBeNull();
});

test('a selector is looked up, and an alias to the provider is shown', async () => {
  const resolve = askZone({
    's1._domainkey.example.com': { TXT: [[`v=DKIM1; ${good}`.slice(0, 200), `v=DKIM1; ${good}`.slice(200)]] },
    's2._domainkey.example.com': { CNAME: 'k._domainkey.provider.test' },
    'k._domainkey.provider.test': { TXT: ['v=DKIM1; p='] },
    's3._domainkey.example.com': { CNAME: 'gone._domainkey.provider.test' },
    's4._domainkey.example.com': { TXT: ['v=DKIM1; p=', `v=DKIM1; ${good}`] },
    's5._domainkey.example.com': { fails: 'timeout' },
  });
  const state = (selector: string) => checkSelector('Example.com', selector, resolve);
  expect(await state('S1')).toMatchObject({ state: 'present', bits: 2048, alias: null, selector: 's1' });
  expect(await state('s2')).toMatchObject({ state: 'revoked', alias: 'k._domainkey.provider.test' });
  expect(await state('s3')).toMatchObject({ state: 'missing', alias: 'gone._domainkey.provider.test' });
  expect(await state('s4')).toMatchObject({ state: 'several' });
  expect(await state('s5')).toMatchObject({
    state: 'unknown',
    problems: [{ code: 'timeout', detail: 'zone' }],
  });
  expect(await state('s6')).toMatchObject({ state: 'missing', alias: null });
});

test.each([
  ['a tag twice', `v=DKIM1; ${good}; p=`, 'invalid', 'duplicate-tag'],
  ['P is not p', `v=DKIM1; P${good.slice(1)}`, 'invalid', 'tag-case'],
  ['one = too many', `v=DKIM1; ${good.replace(/=*$/, '')}===`, 'present', 'p-padding'],
  ['no key but bytes, padded at random', 'v=DKIM1; p=AAAA=', 'invalid', 'p-padding'],
  ['v not first', `${good}; v=DKIM1`, 'invalid', 'version-invalid'],
])('%s', (_, text, state, code) => {
  const found = readDkimKey(text);
  expect(found.state).toBe(state);
  expect(found.problems.map((problem) => problem.code)).toContain(code);
});

test('no text makes reading a key throw', () => {
  const pieces = ['p=', 'p', '=', ';', 'v=DKIM1', 'A', '==', '\u00e9', ' ', 'k=rsa', '%', ':'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), fc.string(), (parts, end) => {
      const found = keyAmong([parts.join('') + end]);
      expect(['present', 'revoked', 'missing', 'invalid']).toContain(found.state);
    }),
    { numRuns: 2_000 },
  );
});

const KEY_TEXT = `v=DKIM1; ${good}`;

test.each([
  ['another version is discarded', [KEY_TEXT, 'v=spf1 -all'], 'present'],
  ['what is no tag list is passed over', ['google-site-verification=abc', KEY_TEXT], 'present'],
  ['two keys', [KEY_TEXT, 'v=DKIM1; p='], 'several'],
  ['a key of another version', [`v=DKIM2; ${good}`], 'invalid'],
  ['texts of an apex behind a wildcard', ['v=spf1 -all', 'google-site-verification=abc'], 'missing'],
  ['a DMARC record', ['v=DMARC1; p=reject'], 'missing'],
  ['an empty text', [''], 'missing'],
])('among several texts: %s, in either order [KEY-1]', (_, texts, state) => {
  const found = keyAmong(texts);
  expect(found.state).toBe(state);
  if (state === 'present') expect(found).toMatchObject({ text: KEY_TEXT, bits: 2048 });
});

test('servers that rotate records change nothing', async () => {
  const texts = ['v=DKIM1; p=', KEY_TEXT, 'hello'];
  const ask = (order: string[]) =>
    checkSelector('example.com', 's1', askZone({ 's1._domainkey.example.com': { TXT: order } }));
  expect(await ask(texts)).toEqual(await ask([...texts].reverse()));
});
