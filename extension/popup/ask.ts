import type { OwnMessage } from '../messages/own-protocol.ts';
import { sendToBackground } from '../platform/background-messages.ts';

/** Asks the background; null where it does not answer. */
export async function ask<Answer>(message: OwnMessage): Promise<Answer | null> {
  try {
    return ((await sendToBackground(message)) as Answer | undefined) ?? null;
  } catch {
    return null;
  }
}
