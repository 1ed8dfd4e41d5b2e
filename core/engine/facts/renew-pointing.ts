import { answered, lastKnown, renew } from '../../lib/answer.ts';
import type { Pointing } from '../../model/dmarc.ts';
import type { Answer } from '../../model/dns.ts';
import type { UnixSeconds } from '../../model/report.ts';

/**
 * A name that was answered before and now gives SERVFAIL is called broken only after this long: servers restart, and
 * one question that failed says nothing of a domain. Seconds.
 */
export const LASTING_BROKEN_SECONDS = 86_400;

/** The pointing just read beside the one known before. */
export function renewPointing(
  before: Answer<Pointing> | null,
  read: Pointing,
  now: UnixSeconds,
): Answer<Pointing> {
  if (read.kind === 'unknown') {
    const why = read.noAnswer ?? 'malformed';
    // The record is in force however it is pointed: what was read of it is newer than what is known of the way.
    const last = before === null ? null : lastKnown(before);
    if (last === null) {
      const hasText = read.record !== null || read.texts.length > 0;
      return { known: false, why, last: hasText ? { value: read, at: now } : null };
    }
    return { known: false, why, last: { value: withRecord(last.value, read), at: last.at } };
  }
  if (read.kind === 'broken') {
    const last = before === null ? null : lastKnown(before);
    const brokenSince = last?.value.brokenSince ?? now;
    if (last !== null && last.value.kind !== 'broken' && now - brokenSince < LASTING_BROKEN_SECONDS) {
      return { known: false, why: 'servfail', last: { value: { ...last.value, brokenSince }, at: last.at } };
    }
    return renew(before, answered({ ...read, brokenSince }, read.seen ?? now));
  }
  const { brokenSince: _, ...rest } = read;
  return renew(before, answered(withTtl(before, rest), read.seen ?? now));
}

/** What screens show: the pointing as known last, marked with why it is not new. */
export function shownPointing(answer: Answer<Pointing>): Pointing {
  if (answer.known) return answer.value;
  const last = answer.last?.value;
  if (last === undefined) return { ...NOTHING, noAnswer: answer.why };
  return { ...last, stale: true, noAnswer: answer.why };
}

const NOTHING: Pointing = {
  kind: 'unknown',
  targets: [],
  fault: null,
  record: null,
  texts: [],
  seen: null,
  stale: false,
};

/** The known way with the record that was read now; where no way to a record was known, there is none now. */
function withRecord(known: Pointing, read: Pointing): Pointing {
  if (read.record === null && read.texts.length === 0) return known;
  const path = pathOf(known);
  const texts = { record: read.record, texts: read.texts };
  if (path === null) return { ...NOTHING, ...texts };
  if (read.record !== null) return { ...known, ...texts, kind: path };
  return { ...known, ...texts, kind: 'several', ...(path === 'txt' ? {} : { via: path }) };
}

function pathOf({ kind, via }: Pointing): 'ns' | 'cname' | 'txt' | null {
  if (kind === 'ns' || kind === 'cname' || kind === 'txt') return kind;
  if (via !== undefined) return via;
  return kind === 'several' ? 'txt' : null;
}

/**
 * An answer out of a resolver's cache tells what is left of a TTL. The longest that was told with the same text is
 * nearest to what the zone says.
 */
function withTtl(before: Answer<Pointing> | null, read: Pointing): Pointing {
  const last = before === null ? null : lastKnown(before)?.value;
  const same = last?.record?.text !== undefined && last.record.text === read.record?.text;
  if (!same || last?.ttl === undefined || read.ttl === undefined || last.ttl <= read.ttl) return read;
  return { ...read, ttl: last.ttl };
}
