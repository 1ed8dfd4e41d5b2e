import * as v from 'valibot';
import type { SourceResult, SourceSettings } from '../../model/source.ts';
import { parsed } from '../http/ask.ts';
import { refused, SOURCE_LIMITS, type SourceStep, type SourceTools } from '../source.ts';
import { callMethod, shaped } from './call.ts';
import { getMessages, itemOf } from './messages.ts';
import type { JmapSession } from './session.ts';
import { CHANGES_SHAPE, CURSOR_SHAPE, type JmapCursor, QUERY_SHAPE, STATE_SHAPE } from './shapes.ts';

/** Messages of one page of a list. */
const PAGE = 100;

interface Listing {
  session: JmapSession;
  settings: SourceSettings;
  tools: SourceTools;
  /** Ids of the mailboxes that are looked at. */
  folders: readonly string[];
  /** Messages named so far, against a server that never comes to an end. */
  count: number;
}

/**
 * Lists messages, newest first: those of the mailboxes at the first look, and what changed since at later ones
 * (RFC 8620 section 5.2). The state is taken before the first page, so that mail that comes meanwhile is among the
 * changes. Where the server cannot tell changes any more, all is listed anew.
 */
export async function* listMessages(
  of: Omit<Listing, 'count'>,
  cursor: string | null,
): AsyncGenerator<SourceStep> {
  const listing: Listing = { ...of, count: 0 };
  let at = cursor === null ? null : readCursor(cursor);
  let again = true;
  for (;;) {
    if (at === null) {
      const state = shaped(await call(listing, 'Email/get', { ids: [] }), STATE_SHAPE, hostOf(listing));
      if (!state.ok) return yield heldUp(state);
      at = { at: 'query', state: state.value.state, anchor: null, before: null };
    }
    if (at.at === 'query') {
      const problem = yield* queryAll(listing, at);
      if (problem !== null) return yield heldUp(problem);
      at = { at: 'changes', state: at.state, rest: [] };
      yield { kind: 'page', cursor: JSON.stringify(at) };
    }
    const end = yield* changesSince(listing, at);
    if (end === null) return;
    if (end !== 'anew') return yield heldUp(end);
    // once a look: a server that never can would keep it going round
    if (!again)
      return yield heldUp(refused('unreadable-answer', `${hostOf(listing)}: cannotCalculateChanges`));
    again = false;
    at = null;
  }
}

type Failed = Extract<SourceResult<never>, { ok: false }>;

/** Pages of the query, from the anchor on. Null where it came to the end. */
async function* queryAll(
  listing: Listing,
  start: Extract<JmapCursor, { at: 'query' }>,
): AsyncGenerator<SourceStep, Failed | null> {
  let { anchor, before } = start;
  let first = true;
  for (;;) {
    const asked = await call(listing, 'Email/query', {
      filter: filterOf(listing, anchor === null ? before : null),
      sort: [{ property: 'receivedAt', isAscending: false }],
      ...(anchor === null ? { position: 0 } : { anchor, anchorOffset: 1 }),
      limit: pageSize(listing),
      calculateTotal: first,
    });
    // the message that the place was marked by is gone: on from its time
    if (asked.ok && asked.value.error === 'anchorNotFound' && anchor !== null) {
      anchor = null;
      continue;
    }
    const page = shaped(asked, QUERY_SHAPE, hostOf(listing));
    if (!page.ok) return page;
    if (first && page.value.total !== undefined) yield { kind: 'total', total: page.value.total };
    first = false;
    // the rest of a page that is longer than was asked for comes with the next one
    const ids = page.value.ids.slice(0, pageSize(listing));
    if (ids.length === 0) return null;
    if (ids.at(-1) === anchor) return refused('unreadable-answer', hostOf(listing));
    if (tooMany(listing, ids.length)) return refused('too-many-items', hostOf(listing));
    const messages = await getMessages(listing.session, listing.settings, listing.tools, ids);
    if (!messages.ok) return messages;
    for (const id of ids) {
      anchor = id;
      const message = messages.value.get(id);
      // deleted between the two questions
      if (message === undefined) continue;
      before = laterBy1s(message.receivedAt) ?? before;
      const cursor: JmapCursor = { at: 'query', state: start.state, anchor, before };
      if (isWanted(listing, message)) yield itemOf(message, JSON.stringify(cursor));
    }
    yield {
      kind: 'page',
      cursor: JSON.stringify({ at: 'query', state: start.state, anchor, before } satisfies JmapCursor),
    };
  }
}

/** What changed since a state. `anew` where the server cannot tell. */
async function* changesSince(
  listing: Listing,
  start: Extract<JmapCursor, { at: 'changes' }>,
): AsyncGenerator<SourceStep, Failed | 'anew' | null> {
  let { state, rest } = start;
  let more = true;
  for (;;) {
    if (rest.length > 0) {
      const ids = rest.slice(0, pageSize(listing));
      const messages = await getMessages(listing.session, listing.settings, listing.tools, ids);
      if (!messages.ok) return messages;
      for (const id of ids) {
        rest = rest.slice(1);
        const message = messages.value.get(id);
        if (message === undefined || !isWanted(listing, message)) continue;
        yield itemOf(message, JSON.stringify({ at: 'changes', state, rest } satisfies JmapCursor));
      }
      yield { kind: 'page', cursor: JSON.stringify({ at: 'changes', state, rest } satisfies JmapCursor) };
      continue;
    }
    if (!more) return null;
    const asked = await call(listing, 'Email/changes', { sinceState: state, maxChanges: PAGE });
    if (asked.ok && asked.value.error === 'cannotCalculateChanges') return 'anew';
    const changes = shaped(asked, CHANGES_SHAPE, hostOf(listing));
    if (!changes.ok) return changes;
    const { newState, hasMoreChanges, created, updated } = changes.value;
    if (hasMoreChanges && newState === state) return refused('unreadable-answer', hostOf(listing));
    rest = [...new Set([...created, ...updated])];
    // one without any counts as a page, against a list that never ends
    if (tooMany(listing, Math.max(rest.length, PAGE))) return refused('too-many-items', hostOf(listing));
    state = newState;
    more = hasMoreChanges;
    if (rest.length === 0)
      yield { kind: 'page', cursor: JSON.stringify({ at: 'changes', state, rest } satisfies JmapCursor) };
  }
}

/** A mark that no longer reads is none: all is listed anew. */
function readCursor(cursor: string): JmapCursor | null {
  const read = v.safeParse(CURSOR_SHAPE, parsed(cursor));
  return read.success ? read.output : null;
}

function filterOf({ settings, folders }: Listing, before: string | null): object {
  const since = settings.since === null ? {} : { after: utcDate(settings.since * 1000) };
  const upTo = before === null ? {} : { before };
  const one = { ...since, ...upTo };
  const each = folders.map((inMailbox) => ({ inMailbox, ...one }));
  return each.length === 1 ? each[0]! : { operator: 'OR', conditions: each };
}

function isWanted(
  { settings, folders }: Listing,
  message: { mailboxIds: Record<string, boolean>; receivedAt: string | null },
): boolean {
  const old = settings.since !== null && Date.parse(message.receivedAt ?? '') < settings.since * 1000;
  return (
    !old && folders.some((id) => Object.hasOwn(message.mailboxIds, id) && message.mailboxIds[id] === true)
  );
}

const LAST_DATE = Date.UTC(9999, 11, 31);

function laterBy1s(date: string | null): string | null {
  const time = Date.parse(date ?? '');
  // years beyond 9999 cannot be written so
  return time < LAST_DATE ? utcDate(time + 1000) : null;
}

/** UTCDate, RFC 8620 section 1.4: without a fraction of a second. */
function utcDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function pageSize({ session }: Listing): number {
  return Math.min(PAGE, session.objects);
}

function tooMany(listing: Listing, more: number): boolean {
  listing.count += more;
  return listing.count > SOURCE_LIMITS.items;
}

function call(
  listing: Listing,
  name: 'Email/query' | 'Email/get' | 'Email/changes',
  args: Record<string, unknown>,
) {
  return callMethod(listing.session, listing.settings, listing.tools, name, args);
}

function hostOf({ session }: Listing): string {
  return session.api.host;
}

function heldUp({ problem }: Failed): SourceStep {
  return { kind: 'held-up', problem };
}
