import type { Gateway } from '../lib/gateway.ts';
import type {
  SourceHints,
  SourceKind,
  SourceProblem,
  SourceResult,
  SourceSettings,
} from '../model/source.ts';

/** A message or file at a source. */
export interface SourceItem {
  kind: 'item';
  /** Names it at its source for good: the same bytes always, and no others. */
  id: string;
  /** As the user would name it. */
  name: string;
  hints: SourceHints;
  /** Bytes that it has exactly, so that half a download is noticed; null where the list does not tell. */
  bytes: number | null;
  /** Where to go on once this item and all before it are dealt with. */
  cursor: string;
}

/** What a listing gives: items, and what is to be known of the list. */
export type SourceStep =
  | SourceItem
  /** About so many items will come. */
  | { kind: 'total'; total: number }
  /** A page is at its end; where to go on once everything before it is dealt with. */
  | { kind: 'page'; cursor: string }
  /** Nothing more can be had now. The last step. */
  | { kind: 'held-up'; problem: SourceProblem };

/** What a bounded test found out. */
export interface SourceTest {
  /** Mailboxes to choose from; empty where the source has none. */
  folders: { id: string; name: string; total: number; inbox: boolean }[];
  /** Items in what is chosen; null where the server does not tell. */
  items: number | null;
  /** The key may do more than read. */
  mayWrite: boolean;
}

/**
 * A place from which reports come. It is only ever read: nothing there is changed, marked or moved. Trouble is a
 * value; all times, sizes and counts that a server can cause are bounded.
 */
export interface Source {
  /** A few requests that show whether settings and key work. */
  test(): Promise<SourceResult<SourceTest>>;
  /** Items that are new since the cursor, and perhaps some that are not; null: all. */
  list(cursor: string | null): AsyncIterable<SourceStep>;
  /** The bytes of an item. */
  bytes(id: string): Promise<SourceResult<Uint8Array<ArrayBuffer>>>;
}

/** What a source is given. */
export interface SourceTools {
  gateway: Gateway;
  /** Password, token or secret key. */
  key: string;
  /** Milliseconds since 1970. */
  clock(): number;
  /** Servers need not answer web pages, where the user gave the browser's permission. */
  inExtension?: boolean;
}

export interface SourceMember {
  kind: SourceKind;
  create(settings: SourceSettings, tools: SourceTools): Source;
  /** Settings that the user fills in. */
  needs: readonly ('user' | 'folders' | 'bucket' | 'since')[];
}

/** What a server may make a look take on. */
export const SOURCE_LIMITS = {
  /** Items of one look. */
  items: 500_000,
  /** Bytes of one item. */
  itemBytes: 32 * 1024 * 1024,
  /** Bytes of a page of a list. */
  listBytes: 8 * 1024 * 1024,
  listMs: 30_000,
  itemMs: 60_000,
};

export function refused(
  code: SourceProblem['code'],
  detail = '',
  status: number | null = null,
): { ok: false; problem: SourceProblem } {
  return { ok: false, problem: { code, detail: detail.slice(0, 300), status, wait: null } };
}
