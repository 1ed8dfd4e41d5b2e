import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { offerResolverDialog } from '../../state/resolver-choice.ts';
import { undoable } from '../../state/undoable.ts';
import { domainsTexts } from './texts.ts';

/** Puts domains on the user's list; from now on DNS may be asked for them, if a resolver has been chosen. */
export async function confirmDomains(domains: string[]): Promise<void> {
  await getEngine().domains.confirm(domains);
  offerResolverDialog();
}

/** Puts one domain on the list, with a way back. `failed` runs if that could not be done. */
export async function confirmDomain(domain: string, failed?: () => void): Promise<void> {
  await undoable({
    text: textsOf(domainsTexts).confirm.confirmed(domain),
    act: () => confirmDomains([domain]),
    undo: () => getEngine().domains.remove([domain]),
    ...(failed ? { failed } : {}),
  });
}

/** Leaves a domain alone, with a way back. `failed` runs if that could not be done. */
export async function declineDomain(domain: string, failed?: () => void): Promise<void> {
  await undoable({
    text: textsOf(domainsTexts).confirm.declined(domain),
    act: () => getEngine().domains.decline([domain]),
    undo: () => getEngine().domains.remove([domain]),
    ...(failed ? { failed } : {}),
  });
}

/** Leaves all of these alone, with one way back for all. */
export async function declineDomains(domains: string[], failed: () => void): Promise<void> {
  await undoable({
    text: textsOf(domainsTexts).confirm.declinedAll(number(domains.length)),
    act: () => getEngine().domains.decline(domains),
    undo: () => getEngine().domains.remove(domains),
    failed,
  });
}
