/** Answers the extension's own pages. */
import type { SearchGroup } from '../../core/model/search.ts';
import type { Overview, OwnMessage } from '../messages/own-protocol.ts';
import type { Sender } from '../platform/background-messages.ts';
import { countSoon } from './page-badge.ts';
import { wantedSites, wantSites } from './sites.ts';

/** What the background does for them; given by `main.ts`. */
export interface OwnWork {
  overview(): Promise<Overview>;
  search(text: string): Promise<SearchGroup[]>;
  alertsChanged(): Promise<void>;
  openTabFile(tabId: number, url: string): Promise<void>;
}

/** Undefined where the sender is no page of the extension, or asks for something unknown. */
export function answerOwn(work: OwnWork): (message: unknown, sender: Sender) => Promise<unknown> | undefined {
  return (message, sender) => {
    if (!sender.own || typeof message !== 'object' || message === null) return undefined;
    const asked = message as OwnMessage;
    switch (asked.type) {
      case 'overview':
        return work.overview();
      case 'search':
        return work.search(asked.text);
      case 'alerts-changed':
        return work.alertsChanged();
      case 'open-tab-file':
        return work.openTabFile(asked.tabId, asked.url);
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
