/** What the extension does by the clock, as far as the browser lets it live. */
import { stayAwake } from '../platform/stay-awake.ts';
import { followAlerts } from './alert-notices.ts';
import { getEngine } from './running-engine.ts';

/** Mailboxes are looked at for so long; each message is a checkpoint, and the next hour goes on there. */
const SOURCES_MS = 4 * 60_000;

let looking: Promise<void> | null = null;

/**
 * Asks DNS again about the user's domains whose answers are old, oldest first and within the limits of a run;
 * evaluates the alert rules, silence of reporters among them; looks at mailboxes whose time has come; tells of what is new. Each domain is stored when it
 * is done: a run that the browser ends goes on at the next one. Offline, or without a resolver, only what is stored
 * is evaluated.
 */
export function lookAgain(): Promise<void> {
  looking ??= stayAwake(async () => {
    const { engine } = await getEngine();
    await engine.keepUp();
    await engine.checkSources(SOURCES_MS);
    await followAlerts();
  }).finally(() => {
    looking = null;
  });
  return looking;
}
