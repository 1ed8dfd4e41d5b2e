import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StatusReason } from '../../../core/model/dmarc.ts';
import { domainReasonSentence } from '../../../core/words/domain-reason.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { noteSentence } from '../../../core/words/note.ts';
import { problemSentence } from '../../../core/words/problem.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { serviceProblemSentence } from '../../../core/words/service-problem.ts';
import { spfProblemSentence } from '../../../core/words/spf-problem.ts';

/** Every code that a stage writes down has a sentence in both languages: users read no codes. */

const CORE = join(import.meta.dirname, '../../../core');
const LANGUAGES = ['en', 'de'] as const;

function sources(...folders: string[]): string {
  const texts: string[] = [];
  for (const folder of folders) {
    for (const name of readdirSync(join(CORE, folder), { recursive: true, encoding: 'utf8' })) {
      if (name.endsWith('.ts')) texts.push(readFileSync(join(CORE, folder, name), 'utf8'));
    }
  }
  return texts.join('\n');
}

function codes(text: string, ...patterns: RegExp[]): string[] {
  return [...new Set(patterns.flatMap((p) => [...text.matchAll(p)].map((m) => m[1] ?? '')))].sort();
}

/** Codes whose sentence is only the code again, in either language. */
function mute(list: string[], say: (code: string, language: 'en' | 'de') => string): string[] {
  return list.filter((code) => LANGUAGES.some((language) => say(code, language).startsWith(code)));
}

test('refusals', () => {
  const list = codes(
    sources('unpack', 'report', 'engine'),
    /RefusalError\(\s*'([a-z0-9-]+)'/g,
    /(?:other|refused)\((?:[\w.]+, )?'([a-z0-9-]+)'/g,
    /\? '(binary)' : 'text'/g,
    /(?:reason|refusal|problem): \{\s*code: '([a-z0-9-]+)'/g,
    /refused\([^)]*\{\s*code: '([a-z0-9-]+)'/g,
  );
  expect(list.length).toBeGreaterThan(20);
  const kinds = ['rejected', 'not-a-report'];
  const sentence = (code: string, language: 'en' | 'de') => refusalSentence({ code, detail: {} }, language);
  expect(
    mute(
      list.filter((code) => !kinds.includes(code)),
      sentence,
    ),
  ).toEqual([]);
});

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

test('notes of repairs', () => {
  const list = codes(sources('unpack', 'report'), /(?:\bnote|notes\.add|\.add)\(\s*'([a-z0-9-]+)',/g);
  expect(list.length).toBeGreaterThan(15);
  const sentence = (code: string, language: 'en' | 'de') =>
    noteSentence({ code, path: '', found: 'x', assumed: '' }, language);
  expect(mute(list, sentence)).toEqual([]);
});

test('problems of a DMARC record and of its discovery', () => {
  const list = [
    ...codes(readFileSync(join(CORE, 'dmarc/record.ts'), 'utf8'), /report\(\s*'([a-z0-9-]+)'/g),
    ...codes(readFileSync(join(CORE, 'engine/facts/pointings.ts'), 'utf8'), /code: '([a-z0-9-]+)'/g),
  ];
  expect(list.length).toBeGreaterThan(10);
  expect(mute(list, (code, language) => problemSentence({ code, detail: '' }, language))).toEqual([]);
});

test('reasons of a domain status', () => {
  const text = readFileSync(join(CORE, 'model/dmarc.ts'), 'utf8');
  const list = codes(text.slice(text.indexOf('type StatusReason')), /\| '([a-z-]+)'/g);
  expect(list.length).toBeGreaterThan(15);
  const row = { domain: 'shop.example', inheritsFrom: 'example.com' };
  expect(mute(list, (code, language) => domainReasonSentence(code as StatusReason, row, language))).toEqual(
    [],
  );
});

test('problems of an SPF check', () => {
  const list = codes(
    sources('spf'),
    /endingOf\([^)]*'([a-z]+-[a-z-]+)'/g,
    /problem: '([a-z]+-[a-z-]+)'/g,
    /\? '(needs-[a-z-]+)'/g,
  );
  expect(list.length).toBeGreaterThan(6);
  expect(mute(list, (code, language) => spfProblemSentence(code, language))).toEqual([]);
});

test('problems of a service that the user enters', () => {
  const list = codes(sources('senders'), /add\(\s*'?[a-z]+'?,\s*'([a-z-]+)'/g);
  expect(list.length).toBeGreaterThan(8);
  const sentence = (code: string, language: 'en' | 'de') =>
    serviceProblemSentence({ field: 'name', code: code as 'claimed', detail: {}, blocks: true }, language);
  expect(mute(list, sentence)).toEqual([]);
});

test('problems at policy hosts', () => {
  const list = codes(
    sources('domains', 'engine/domains'),
    /(?:problemOf|refuse|failed|statusProblem)(?:<\w+>)?\('([a-z0-9-]+)'/g,
    /problem: \{ code: '([a-z0-9-]+)'/g,
    /\{ code: '([a-z0-9-]+)', detail(?:, status|: '', status)/g,
  );
  expect(list.length).toBeGreaterThan(20);
  const sentence = (code: string, language: 'en' | 'de') =>
    hostProblemSentence({ code, detail: '', status: null }, language);
  expect(mute(list, sentence)).toEqual([]);
});
