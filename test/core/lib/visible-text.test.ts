import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAltered, visibleText } from '../../../core/lib/visible-text.ts';

test('what cannot be seen stands as its code point', () => {
  expect(visibleText('pay\u202elap.example')).toBe('pay⟨U+202E⟩lap.example');
  expect(visibleText('exa\u200bmple.com')).toBe('exa⟨U+200B⟩mple.com');
  expect(visibleText('report\u2066\u2069.xml')).toBe('report⟨U+2066⟩⟨U+2069⟩.xml');
  expect(visibleText('a\u0000b\u0085c\u00add\ufeffe')).toBe('a⟨U+0000⟩b⟨U+0085⟩c⟨U+00AD⟩d⟨U+FEFF⟩e');
  expect(visibleText('a\u{e0041}b\ufe0fc\u3164d')).toBe('a⟨U+E0041⟩b⟨U+FE0F⟩c⟨U+3164⟩d');
  expect(visibleText('lone \ud800')).toBe('lone ⟨U+D800⟩');
});

test('labels that mix scripts, or only look Latin, stand as A-labels in a domain', () => {
  // The first a is Cyrillic.
  expect(visibleText('p\u0430ypal.com')).toBe('xn--pypal-4ve.com');
  expect(visibleText('mail.p\u0430ypal.com.')).toBe('mail.xn--pypal-4ve.com.');
  // All of it is Cyrillic.
  expect(visibleText('\u0430\u0440\u0440\u04cf\u0435.com')).toBe('xn--80ak6aa92e.com');
  expect(visibleText('s1._domainkey.\u0435xample.org')).toBe('s1._domainkey.xn--xample-2of.org');
});

test('outside of domains foreign letters among Latin ones stand as their code point', () => {
  expect(visibleText('G\u043e\u043egle Ltd')).toBe('G⟨U+043E⟩⟨U+043E⟩gle Ltd');
});

test('names in one script stay as they are', () => {
  for (const name of [
    'пример.рф',
    'почта.example',
    'müller.example',
    '例え.jp',
    'Ökofirma GmbH & Söhne',
    'DHL – Logistik',
  ]) {
    expect(visibleText(name)).toBe(name);
    expect(isAltered(name)).toBe(false);
  }
});

test('right-to-left words are isolated, and nothing else of the line', () => {
  expect(visibleText('from דוגמה.example today')).toBe('from \u2068דוגמה.example\u2069 today');
  expect(isAltered('דוגמה.example')).toBe(false);
  expect(isAltered('p\u0430ypal.com')).toBe(true);
});

test('whatever the text: nothing hidden is left but balanced isolates around whole words', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const shown = visibleText(text);
      expect(shown.replace(/\u2068([^\s\u2068\u2069]+)\u2069/gu, '$1')).not.toMatch(
        /[\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}]/u,
      );
    }),
    { numRuns: 2_000 },
  );
});

test('printable ASCII is returned as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
      expect(visibleText(text)).toBe(text);
    }),
  );
});
