import { signal } from '@preact/signals';

export interface Toast {
  id: number;
  text: string;
  action: { label: string; run: () => void | Promise<void> } | null;
}

/** A message with an action stays long enough to be read and reached by keyboard. */
const PLAIN_MS = 5_000;
const ACTION_MS = 12_000;

export const toasts = signal<Toast[]>([]);
let next = 1;

/** Shows a short message, with an undo where there is one; `stays` until it is closed or pushed out. Returns its id. */
export function toast(
  text: string,
  action: Toast['action'] = null,
  options: { stays?: boolean } = {},
): number {
  const id = next++;
  toasts.value = [...toasts.value.slice(-2), { id, text, action }];
  if (!options.stays) setTimeout(() => dismissToast(id), action ? ACTION_MS : PLAIN_MS);
  return id;
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((t) => t.id !== id);
}
