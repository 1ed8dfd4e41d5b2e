import { theEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { askForResolver } from '../../state/resolver-choice.ts';
import { undoable } from '../../state/undoable.ts';
import { domainsTexts } from './texts.ts';

/** Puts domains on the user's list; from now on DNS may be asked for them, if a resolver has been chosen. */
export async function confirmDomains(domains: string[]): Promise<void> {
  await theEngine().domains.confirm(domains);
  askForResolver();
}

/** Puts one domain on the list, with a way back. `failed` runs if that could not be done. */
export async function confirmDomain(domain: string, failed?: () => void): Promise<void> {
  await undoable({
    text: say(domainsTexts).confirm.confirmed(domain),
    act: () => confirmDomains([domain]),
    undo: () => theEngine().domains.remove([domain]),
    ...(failed ? { failed } : {}),
  });
}

/** Leaves a domain alone, with a way back. `failed` runs if that could not be done. */
export async function declineDomain(domain: string, failed?: () => void): Promise<void> {
  await undoable({
    text: say(domainsTexts).confirm.declined(domain),
    act: () => theEngine().domains.decline([domain]),
    undo: () => theEngine().domains.remove([domain]),
    ...(failed ? { failed } : {}),
  });
}

/** Leaves all of these alone, with one way back for all. */
export async function declineDomains(domains: string[], failed: () => void): Promise<void> {
  await undoable({
    text: say(domainsTexts).confirm.declinedAll(number(domains.length)),
    act: () => theEngine().domains.decline(domains),
    undo: () => theEngine().domains.remove(domains),
    failed,
  });
}
