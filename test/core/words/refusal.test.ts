import { expect, test } from 'vitest';
import { type CodeTable, sentenceFor } from '../../../core/words/code-table.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';

test('a full store says what is full: what the browser allows, or the disk', () => {
  const told = (usage: number, quota: number) =>
    refusalSentence(
      { code: 'store-full', detail: { usage: usage * 1e6, quota: quota * 1e6, bytes: 1 } },
      'en',
    );
  expect(told(980, 1000)).toMatch(/^The disk space the browser allows is used up \(\S+ MB of \S+ MB\)/);
  expect(told(2, 10_000)).toMatch(
    /^The browser can store no more: the disk is full or nearly so \(\S+ MB of it/,
  );
});

test('a code without a sentence in some language does not compile; one out of a newer store is quoted', () => {
  const table: CodeTable<'known' | 'new'> = {
    en: { known: 'Known.', new: 'New.' },
    // @ts-expect-error: the German sentence is missing
    de: { known: 'Bekannt.' },
  };
  expect(sentenceFor(table, 'known', {}, 'de')).toBe('Bekannt.');
  expect(sentenceFor(table, 'new', { found: 'x' }, 'de')).toBe('new (x)');
});
