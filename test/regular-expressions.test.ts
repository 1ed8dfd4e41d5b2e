/** Holds the rule that no regular expression of the sources takes more than linear time. Every failure says what to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { slowExpression } from './support/slow-expression.ts';

const root = join(import.meta.dirname, '..');

/** Expressions that only ever see a short text, and what keeps it short. Keyed by the expression as it is written. */
const CAPPED: Record<string, string> = {
  ...capped('the name is cut to 1,000 characters (report-name.ts)', [
    /([^!/\\\s]+)!([^!/\\\s]+)!(\d{9,11})!(\d{9,11})(?:![^!/\\]+)?/,
    /(report[ -]domain:|dmarc.{0,20}(aggregate|report)|^\s*(\[.{1,20}\]\s*)?(fwd?:\s*)?report domain\b|tls-?rpt|tls report)/i,
    /[^\s<>@"(),;:]@([a-z0-9.-]+\.[a-z0-9-]+)/i,
  ]),
  ...capped('isDnsName comes first: a label has at most 63 characters (dns-names.ts)', [
    /^(?:[a-z0-9]*[a-z][a-z0-9]*|[a-z0-9]+-[a-z0-9-]*[a-z0-9])$/i,
  ]),
  ...capped('4,096 bytes of a file are looked at (looks-like-mail.ts)', [
    /^(received|return-path|delivered-to|from|to|date|subject|message-id|mime-version|content-type|x-[a-z-]+|dkim-signature|authentication-results|arc-[a-z-]+|envelope-to|x-original-to|feedback-type|auth-failure)\s*:/im,
  ]),
  ...capped('an address is cut to 400 characters (normalise-address.ts)', [/(^|[.:])0+(\d+)(?=\.|$)/g]),
  ...capped('1,000 characters of a document are looked at (tolerant-reader.ts)', [
    /<\?xml[^>]*?encoding\s*=\s*["']([^"']*)/,
  ]),
  ...capped('2,000 characters of what was pasted are looked at (paste.ts)', [
    /^[A-Za-z0-9+/_-]{40,}(?:\s+[A-Za-z0-9+/_-]+)*\s*={0,2}\s*$/,
  ]),
  ...capped('a label is cut to 200 characters (read-size.ts)', [/([\d.,]+)\s*([KMG]?)i?B/i]),
  ...capped('the value is cut to 2,000 characters (roundcube.ts)', [/\btitle="([^"]*)"/]),
  ...capped('an address has no line end, so that the loop always reaches the end', [
    /\/Mail\b.*$/,
    /[?&]zw\b.*$/,
  ]),
  ...capped('a match begins at the start or at `;`, and no loop runs over either', [/(^|;)\s*p\s*=\s*(;|$)/]),
  ...capped('at build time only, over our own sources and a package of ours', [
    /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g,
    /\bimport\(\s*(['"][^'"]+['"])\s*\)/g,
    /\/core\/[^?]+\.ts$/,
  ]),
  ...capped('a term has no colon or slash before what the second loop begins with (spf/parse.ts)', [
    /^([+\-?~]?)([^:/]*)(.*)$/s,
  ]),
  ...capped('a record or answer of DNS, capped where it comes in', [
    /=+$/,
    /"((?:[^"\\]|\\.)*)"/gs,
    /%(?:[%_-]|\{[^}]*\})$/,
    /%(?:[%_-]|\{[^}]*\})/g,
  ]),
};

function capped(reason: string, expressions: RegExp[]): Record<string, string> {
  return Object.fromEntries(expressions.map((it) => [`/${it.source}/${it.flags}`, reason]));
}

/** Expressions that are put together from pieces, by the file they stand in, and what they come to. */
const COMPOSED: Record<string, string> = {
  'core/merge/hybrid-clock.ts': '^[0-9a-z]{21}$',
  'core/store/read-backup.ts':
    '^(?:(?:manifest|end)\\.json|documents/[0-9a-f]{64}\\.gz|shelf/\\d{6}|(?:settings|decisions|reports)/\\d{6}\\.json)$',
  'core/report/aggregate/repair-markup.ts': '^/?(?:[\\w.-]+:)?(?:record|row|extension)(?=[\\s/>])',
};

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
  if ((type === 'NewExpression' || type === 'CallExpression') && callee?.name === 'RegExp')
    composed.push(path);
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
  expect(
    [...new Set(composed)].sort(),
    'Write a literal, or enter the file in COMPOSED with its pattern',
  ).toEqual(Object.keys(COMPOSED).sort());
  for (const [path, source] of Object.entries(COMPOSED)) expect(slowExpression(source, ''), path).toEqual([]);
});

test('exceptions are still there', () => {
  const written = new Set(literals.map((it) => `/${it.source}/${it.flags}`));
  expect(
    Object.keys(CAPPED).filter((it) => !written.has(it)),
    'Take these out of CAPPED',
  ).toEqual([]);
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
