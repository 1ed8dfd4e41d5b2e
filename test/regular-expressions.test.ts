/** Holds the rule that no regular expression of the sources takes more than linear time. Every failure says what to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { slowExpression } from './support/slow-expression.ts';

const root = join(import.meta.dirname, '..');

/** Expressions that only ever see a short text, and what keeps it short. Keyed by the expression as it is written. */
const CAPPED: Record<string, string> = {};

/** Expressions that are put together from pieces, by the file they stand in, and what they come to. */
const COMPOSED: Record<string, string> = {};

interface Expression {
  source: string;
  flags: string;
  place: string;
}

const literals: Expression[] = [];
const composed: string[] = [];
for (const folder of ['core', 'pwa', 'extension']) {
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx?$/.test(name)) continue;
    const path = `${folder}/${name}`;
    const code = readFileSync(join(root, path), 'utf8');
    visit(parseSync(path, code).program, path, code);
  }
}

/** Every regular expression below a node of the syntax tree. */
function visit(node: unknown, path: string, code: string): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, regex, callee, start } = node as {
    type?: string;
    regex?: { pattern: string; flags: string };
    callee?: { name?: string };
    start?: number;
  };
  if (type === 'Literal' && regex) {
    const line = code.slice(0, start).split('\n').length;
    literals.push({ source: regex.pattern, flags: regex.flags, place: `${path}:${line}` });
  }
  if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp') composed.push(path);
  for (const inner of Object.values(node)) visit(inner, path, code);
}

test('no regular expression takes more than linear time', () => {
  const slow = literals
    .map((it) => ({ ...it, written: `/${it.source}/${it.flags}` }))
    .filter((it) => !Object.hasOwn(CAPPED, it.written))
    .map((it) => ({ ...it, reasons: slowExpression(it.source, it.flags) }))
    .filter((it) => it.reasons.length > 0)
    .map((it) => `${it.place} ${it.written}: ${it.reasons.join('; ')}`);
  expect(
    slow,
    'Scan the text with a function of core/lib (scan-text.ts), or cap its length before and enter the expression in CAPPED with what caps it',
  ).toEqual([]);
});

test('expressions that are composed at run time are known', () => {
  expect([...new Set(composed)].sort(), 'Write a literal, or enter the file in COMPOSED with its pattern').toEqual(
    Object.keys(COMPOSED).sort(),
  );
  for (const [path, source] of Object.entries(COMPOSED)) expect(slowExpression(source, ''), path).toEqual([]);
});

test('exceptions are still there', () => {
  const written = new Set(literals.map((it) => `/${it.source}/${it.flags}`));
  expect(Object.keys(CAPPED).filter((it) => !written.has(it)), 'Take these out of CAPPED').toEqual([]);
});

test('tells slow expressions from others', () => {
  const slow: [string, string][] = [
    ['^(?:<!--[\\s\\S]*?-->\\s*)*<html', ''],
    ['<!--[\\s\\S]*?-->', 'g'],
    ['\\s+$', ''],
    ['\\d+ path=([^\\n]*)\\n', ''],
    ['^\\s*\\s*x', ''],
    ['^(a+)+$', ''],
    ['^[^@]*dmarc[^@]*@', 'i'],
    ['"(?:[^"\\\\]|\\\\.)*"', 's'],
  ];
  for (const [source, flags] of slow) expect(slowExpression(source, flags), source).not.toEqual([]);
  const linear: [string, string][] = [
    ['^\\s*\\{', ''],
    ['<[^<>]*>', 'g'],
    ['^[a-z]+:[^:]*$', ''],
    ['\\s+', 'g'],
    ['^(\\d{1,12})[ \\t]*$', ''],
  ];
  for (const [source, flags] of linear) expect(slowExpression(source, flags), source).toEqual([]);
});
