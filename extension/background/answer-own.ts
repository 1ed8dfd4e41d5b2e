/** Answers the extension's own pages. */
import type { Overview, OwnMessage } from '../messages/own-protocol.ts';
import type { Sender } from '../platform/background-messages.ts';
import { countSoon } from './page-badge.ts';
import { wantedSites, wantSites } from './sites.ts';

/** Undefined where the sender is no page of the extension, or asks for something unknown. */
export function answerOwn(
  overview: () => Promise<Overview>,
): (message: unknown, sender: Sender) => Promise<unknown> | undefined {
  return (message, sender) => {
    if (!sender.own || typeof message !== 'object' || message === null) return undefined;
    const asked = message as OwnMessage;
    switch (asked.type) {
      case 'overview':
        return overview();
      case 'sites':
        return wantedSites();
      case 'want-sites':
        return wantSites(asked.patterns, true);
      case 'unwant-sites':
        return wantSites(asked.patterns, false);
      case 'count-marks':
        countSoon(asked.tabId);
        return Promise.resolve(true);
      default:
        return undefined;
    }
  };
}
