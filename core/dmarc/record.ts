import { readTagList } from '../lib/tag-list.ts';
import type { DmarcProblemCode } from '../model/codes.ts';
import type { DmarcProblem, DmarcRecord } from '../model/dmarc.ts';
import type { Alignment, Policy } from '../model/report.ts';
import { isReportUri, splitUris, uriProblem, uriSize } from './report-uri.ts';

/** RFC 9989 section 4.7: `v` comes first, and its value matches with case. */
const VERSION = /^[ \t]*[vV][ \t]*=[ \t]*DMARC1[ \t]*(;|$)/;

const KNOWN = new Set('v p sp np adkim aspf t psd fo rua ruf pct rf ri'.split(' '));
/** Removed by RFC 9989; receivers of RFC 7489 still act on them. */
const REMOVED = ['pct', 'rf', 'ri'] as const;

/** Whether a TXT string is meant as a DMARC record at all; others at the name are passed over. */
export function isDmarcRecord(text: string): boolean {
  return VERSION.test(text);
}

/** Tags whose value is one of a few words. */
type WordTag = 'p' | 'sp' | 'np' | 'adkim' | 'aspf' | 't' | 'psd';

/**
 * Parses a DMARC record, RFC 9989 section 4.7. Returns null where the text is none. Faults become
 * `problems`; a bad value counts as absent, and unknown tags are kept but mean nothing. A tag that comes
 * twice makes the list invalid (RFC 6376 section 3.2): the record is returned with `duplicate-tag`, and
 * {@link isUsable} says no.
 */
export function parseDmarcRecord(text: string, limits?: { maxTags?: number }): DmarcRecord | null {
  if (!isDmarcRecord(text)) return null;
  const list = readTagList(text, limits);
  const problems: DmarcProblem[] = [];
  const report = (code: DmarcProblemCode, detail = '') => problems.push({ code, detail });
  const value = (name: string) => list.tags.find((tag) => tag.name === name)?.value;

  // The grammar of RFC 9989 begins with the version; receivers that read it to the letter pass over the record.
  if (/^[ \t]/.test(text)) report('leading-space');
  for (const name of new Set(list.duplicates)) report('duplicate-tag', name);
  for (const piece of list.malformed) report('tag-syntax', piece);
  for (const name of list.cased) report('tag-case', name);
  if (list.truncated) report('record-too-long', String(text.length));
  for (const tag of list.tags) if (!KNOWN.has(tag.name)) report('unknown-tag', tag.name);
  for (const name of REMOVED) if (value(name) !== undefined) report('removed-tag', name);

  const word = <T extends string>(name: WordTag, allowed: readonly T[]): T | null => {
    const raw = value(name);
    if (raw === undefined) return null;
    const found = allowed.find((each) => each === raw.toLowerCase());
    if (found === undefined) report(`${name}-invalid`, raw);
    return found ?? null;
  };
  const policies: readonly Policy[] = ['none', 'quarantine', 'reject'];
  const alignments: readonly Alignment[] = ['r', 's'];

  if (value('p') === undefined) report('p-missing');
  // RFC 7489 section 6.3 wants p right after v; receivers of that time may refuse the record.
  else if (list.tags[1]?.name !== 'p') report('p-not-second');
  const p = word('p', policies);
  const sp = word('sp', policies);
  const np = word('np', policies);
  const rua = splitUris(value('rua'));
  const ruf = splitUris(value('ruf'));
  for (const uri of [...rua, ...ruf]) {
    const problem = uriProblem(uri);
    if (problem !== '') report(problem, uri);
    else if (uriSize(uri) !== '') report('uri-size-ignored', uri);
  }
  if (rua.length === 0) report('rua-missing');
  if (
    (p === null ||
      (value('sp') !== undefined && sp === null) ||
      (value('np') !== undefined && np === null)) &&
    !rua.some(isReportUri)
  ) {
    report('not-applied');
  }

  return {
    text,
    p,
    sp,
    np,
    adkim: word('adkim', alignments) ?? 'r',
    aspf: word('aspf', alignments) ?? 'r',
    pct: readPct(value('pct'), report),
    testing: word('t', ['y', 'n']) === 'y',
    psd: word('psd', ['y', 'n', 'u']) ?? 'u',
    fo: readFo(value('fo'), report),
    rua,
    ruf,
    tags: list.tags,
    problems,
  };
}

/** False where the record's tag list is invalid as a whole; discovery then discards it. */
export function isUsable(record: DmarcRecord): boolean {
  return !record.problems.some((problem) => problem.code === 'duplicate-tag');
}

/** RFC 7489 section 6.3: a whole number from 0 to 100. */
function readPct(raw: string | undefined, report: (code: DmarcProblemCode, detail: string) => void): number {
  if (raw === undefined) return 100;
  if (/^\d{1,3}$/.test(raw) && Number(raw) <= 100) return Number(raw);
  report('pct-invalid', raw);
  return 100;
}

/** RFC 9989 section 4.7: colon-separated 0, 1, d, s. */
function readFo(raw: string | undefined, report: (code: DmarcProblemCode, detail: string) => void): string {
  if (raw === undefined) return '0';
  const parts = raw
    .toLowerCase()
    .split(':')
    .map((part) => part.trim());
  for (const part of parts) if (!['0', '1', 'd', 's'].includes(part)) report('fo-invalid', part);
  const good = parts.filter((part) => ['0', '1', 'd', 's'].includes(part));
  return good.length > 0 ? good.join(':') : '0';
}
