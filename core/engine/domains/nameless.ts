import type { NamelessMail } from '../../model/nameless-mail.ts';
import type { Store } from '../../store/store.ts';

/** Names listed, those with most messages first; one report may bring any number. */
export const MAX_NAMELESS = 20;

/** Mail of reports that name no policy domain, by the header-from that stands in them; null where there is none. */
export async function namelessMail(store: Store): Promise<NamelessMail | null> {
  const summary = await store.summaries.domain('');
  if (summary === null || summary.reports === 0) return null;
  const names = (await store.summaries.headerFroms('')).sort(
    (a, b) => b.messages - a.messages || (a.headerFrom < b.headerFrom ? -1 : 1),
  );
  return {
    reports: summary.reports,
    messages: summary.messages,
    names: names
      .slice(0, MAX_NAMELESS)
      .map(({ headerFrom, messages, passed }) => ({ name: headerFrom, messages, passed })),
    more: Math.max(0, names.length - MAX_NAMELESS),
  };
}
