/**
 * Shares from which messages decide something. Every share is of messages, so that one message among thousands
 * changes no advice, and the same picture in a larger domain gives the same advice.
 */

/** From here on "all": the rest may be a broken relay, a test, or a forged report's row. */
export const NEARLY_ALL = 0.99;
/** Up to here "none": what one misconfigured machine or one forged report adds to a busy sender. */
export const HARDLY_ANY = 0.01;
/** From here on a sign is typical of a sender and no accident of a few messages. */
export const TYPICAL = 0.5;
/** From here on passing mail shows that the user's own mail is among it, and not a stray message. */
export const NOTABLE = 0.05;

export function share(part: number, of: number): number {
  return of > 0 ? part / of : 0;
}

export function isNearlyAll(part: number, of: number): boolean {
  return of > 0 && part / of >= NEARLY_ALL;
}

/** Also where there is nothing at all. */
export function isHardlyAny(part: number, of: number): boolean {
  return of === 0 || part / of <= HARDLY_ANY;
}
