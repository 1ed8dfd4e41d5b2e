import { signal } from '@preact/signals';
import { network } from './settings.ts';

/** Whether the dialog that asks for a resolver is open. */
export const resolverDialogOpen = signal(false);

/** The dialog adds a further resolver, instead of choosing the first. */
export const resolverDialogAdds = signal(false);

let declined = false;

/** Opens the dialog when DNS is first needed; not again in this session where the user has put it off. */
export function offerResolverDialog(): void {
  if (network.value === 'unasked' && !declined) openResolverDialog();
}

/** Opens the dialog because the user wants it. */
export function openResolverDialog(): void {
  resolverDialogAdds.value = false;
  resolverDialogOpen.value = true;
}

/** Opens the dialog for a further resolver, asked when those before it fail. */
export function openFurtherResolver(): void {
  resolverDialogAdds.value = true;
  resolverDialogOpen.value = true;
}

/** The user has put the choice off. */
export function closeResolverDialog(): void {
  declined = true;
  resolverDialogOpen.value = false;
}
