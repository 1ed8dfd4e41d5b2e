import type { SenderRow } from '../../../core/engine/senders/face.ts';
import type { SenderStatus } from '../../../core/model/sender.ts';

/** What the table of senders is narrowed to; empty texts and null do not narrow. */
export interface SenderFilter {
  /** Words that must all occur in name, key, header-from domains, reporters or originators. */
  search: string;
  status: SenderStatus | null;
  /** `service`, `address`, or the kind of service. */
  kind: string | null;
  compliance: Compliance | null;
  headerFrom: string | null;
  reporter: string | null;
  /** Keys of senders with an address in the range asked for; null where none was. */
  within: ReadonlySet<string> | null;
  hideIgnored: boolean;
  onlyNew: boolean;
}

/** Share of mail that passes DMARC: all of it, some, none. */
export const COMPLIANCES = ['full', 'some', 'none'] as const;
export type Compliance = (typeof COMPLIANCES)[number];

/** Text of a row to search in, made once: the list may have tens of thousands, and is searched at each key. */
const texts = new WeakMap<SenderRow, string>();

function textOf(row: SenderRow): string {
  let text = texts.get(row);
  if (text === undefined) {
    text = [row.name, row.key, ...row.headerFroms, ...row.reporters, ...row.originators]
      .join(' ')
      .toLowerCase();
    texts.set(row, text);
  }
  return text;
}

export function complianceOf({ totals }: SenderRow): Compliance {
  if (totals.passed === 0) return 'none';
  return totals.passed >= totals.messages ? 'full' : 'some';
}

/** The senders that fit the filter, in their order. Ignored ones stay where the status asks for them. */
export function chooseSenders(rows: readonly SenderRow[], filter: SenderFilter): SenderRow[] {
  const { status, kind, compliance, headerFrom, reporter, within, onlyNew } = filter;
  const hideIgnored = filter.hideIgnored && status !== 'ignored';
  const words = within ? [] : filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    // A service with ignored addresses beside others is found by either status.
    const fits = row.status === status || (status === 'ignored' && row.ignored > 0);
    if (status && !fits) return false;
    if (hideIgnored && row.status === 'ignored') return false;
    if (within && !within.has(row.key)) return false;
    if (onlyNew && !row.isNew) return false;
    if (kind && row.kind !== kind && row.service?.kind !== kind) return false;
    if (compliance && complianceOf(row) !== compliance) return false;
    if (headerFrom && !row.headerFroms.includes(headerFrom)) return false;
    if (reporter && !row.reporters.includes(reporter)) return false;
    if (words.length === 0) return true;
    const text = textOf(row);
    return words.every((word) => text.includes(word));
  });
}

/** Whether a search looks like an address or a range of them, which the engine answers. */
export function looksLikeRange(search: string): boolean {
  return /^\s*(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*)(\/\d{1,3})?\s*$/i.test(search);
}
