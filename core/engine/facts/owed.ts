import type { Store } from '../../store/store.ts';
import { fact } from './fact.ts';

/** `true`: no run came to it. `cut-short`: its run used up its questions. */
type Owed = true | 'cut-short';

const owedFact = fact<Owed>('assess-owed');

/** Notes that domains are to be assessed. What is left when the app closes is done at its next start. */
export function oweAssessment(store: Store, domains: readonly string[], why: Owed = true): Promise<void> {
  return owedFact.put(
    store,
    domains.map((key) => ({ key, value: why })),
  );
}

export function settleAssessment(store: Store, domain: string): Promise<void> {
  return owedFact.remove(store, [domain]);
}

/** Domains that are still to be assessed, and why. */
export function owedAssessments(store: Store): Promise<Map<string, Owed>> {
  return owedFact.all(store);
}
