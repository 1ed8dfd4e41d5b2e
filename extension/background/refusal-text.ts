import type { Refusal } from '../../core/model/report.ts';

/** Why a file was turned away, in the browser's language. */
export function refusalText(refusal: Refusal): string {
  return `${refusal.code}`;
}
