import { effect } from '@preact/signals';
import { alertNoticesTexts } from './alert-notices-texts.ts';
import { theEngine, version } from './engine.ts';
import { language } from './language.ts';
import { go, href } from './router.ts';
import { toast } from './toasts.ts';

/** Tells when an address that was ignored enters the SPF record: Ignored has then ended for good. */
export function startEndedIgnored(): void {
  // What ended before is in the list of ignored senders; only what happens now is told.
  const since = Math.floor(Date.now() / 1000);
  const told = new Set<string>();
  effect(() => {
    version('senders');
    void tell(since, told);
  });
}

async function tell(since: number, told: Set<string>): Promise<void> {
  const decisions = await theEngine().senders.listIgnored();
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
