import { askedAgain } from '../../../dns/asked-again.ts';
import { MAX_WATCHED_SELECTORS, watchDkimKeys } from '../../facts/dkim-keys.ts';
import { forgetNeedFacts } from '../../facts/need-facts.ts';
import { questionBudget } from '../../facts/question-budget.ts';
import type { Context } from '../context.ts';

/** Asks DNS for a domain's keys now, past our own cache, within what reports of it may cause; false where nobody may be asked. */
export async function askKeys(context: Context, domain: string): Promise<boolean> {
  const { store, now } = context;
  if ((await store.domains.get(domain)).listing !== 'confirmed') return false;
  const resolve = await context.resolverFor(domain);
  if (resolve === null) return false;
  const budget = await questionBudget(store, domain, askedAgain(resolve), now());
  await watchDkimKeys(store, domain, budget.within(MAX_WATCHED_SELECTORS), now(), { force: true });
  await budget.save();
  await forgetNeedFacts(store, domain);
  context.onChange('domains', domain);
  return true;
}
