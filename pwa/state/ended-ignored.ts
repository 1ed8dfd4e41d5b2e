import { alertNoticesTexts } from './alert-notices-texts.ts';
import { followChanges } from './changes.ts';
import { getEngine } from './engine.ts';
import { language } from './language.ts';
import { oneAndOwed } from './one-and-owed.ts';
import { go, href } from './router.ts';
import { toast } from './toasts.ts';

/** Tells when an address that was ignored enters the SPF record: Ignored has then ended for good. */
export function startEndedIgnored(): void {
  // What ended before is in the list of ignored senders; only what happens now is told.
  const since = Math.floor(Date.now() / 1000);
  const told = new Set<string>();
  const asking = oneAndOwed({
    ask: () => getEngine().senders.listIgnored(),
    begin() {},
    show: (decisions) => tell(decisions, since, told),
    fail: (error) => reportError(error),
  });
  followChanges(['senders'], asking.request);
}

type Decisions = Awaited<ReturnType<ReturnType<typeof getEngine>['senders']['listIgnored']>>;

function tell(decisions: Decisions, since: number, told: Set<string>): void {
  for (const { domain, senderKey, senderName, endedAt } of decisions) {
    const key = `${domain} ${senderKey} ${endedAt}`;
    if (endedAt === null || endedAt < since || told.has(key)) continue;
    told.add(key);
    const t = alertNoticesTexts[language.peek()];
    toast(t.ended(senderName, domain), {
      label: t.look,
      run: () => go(href('reports', { view: 'ignored' })),
    });
  }
}
