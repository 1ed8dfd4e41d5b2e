/** Answers the bridge script in a page of the app: its status to anyone there, the store only where connected. */
import { type BridgeAsk, type LinkStatus, readAsk } from '../../core/engine/exchange/bridge-protocol.ts';
import type { GivenPage, RowsPreview } from '../../core/engine/exchange/face.ts';
import { isFields } from '../../core/engine/exchange/read-request.ts';
import type { Sender } from '../platform/background-messages.ts';
import type { AppLinks } from './app-links.ts';

export interface AppWork {
  links: AppLinks;
  version: string;
  now(): number;
  answerPeer(request: unknown): Promise<unknown>;
  /** What a page that the app hands over would change here; null for nothing. */
  previewPage(page: GivenPage): Promise<RowsPreview | null>;
  /** This tab shows the app: it is told of changes from now on. */
  appAt(tabId: number, origin: string): void;
  /** The app asked, or went. */
  linkChanged(): void;
}

/** Undefined where the message is none of the bridge's: nothing is answered. */
export function answerApp(work: AppWork): (message: unknown, sender: Sender) => Promise<unknown> | undefined {
  return (message, sender) => {
    if (sender.own || !sender.top || sender.tabId === null) return undefined;
    if (!isFields(message) || message.type !== 'bridge') return undefined;
    return answer(message.ask, sender.tabId, originOf(sender), work);
  };
}

/** What the browser says of the page, and nothing that the page says of itself. */
function originOf(sender: Sender): string {
  return URL.canParse(sender.url) ? new URL(sender.url).origin : '';
}

/** Null: no answer, as to a stranger. */
async function answer(value: unknown, tabId: number, origin: string, work: AppWork): Promise<unknown> {
  const ask = readAsk(value);
  const before = await work.links.state(origin);
  if (ask === null || before === null) return null;
  work.appAt(tabId, origin);
  switch (ask.type) {
    case 'pair':
    case 'part':
      await work.links.change(
        origin,
        ask.type === 'pair' ? { asked: true, seen: work.now() } : { asked: false, allowed: false },
      );
      work.linkChanged();
      return await status(origin, work);
    case 'status':
      await work.links.change(origin, { seen: work.now() });
      return await status(origin, work);
    default: {
      if (before !== 'connected') return null;
      if (await isHeld(ask, origin, work)) return HELD;
      const answered = await work.answerPeer(ask);
      if (ask.type === 'wanted') await work.links.change(origin, { exchanged: work.now() });
      return answered;
    }
  }
}

/** To an app whose changes wait for the user. Versions that do not know it stop their exchange. */
const HELD = { held: true } as const;

/**
 * Whether what the app hands over waits for the user, who is shown first what a newly connected app would change. One that would
 * change nothing needs no click.
 */
async function isHeld(ask: BridgeAsk, origin: string, work: AppWork): Promise<boolean> {
  if (ask.type !== 'merge' && ask.type !== 'put' && ask.type !== 'wanted') return false;
  if (await work.links.isTaken(origin)) return false;
  if (ask.type === 'put') return true;
  const preview = ask.type === 'merge' ? await work.previewPage(ask.page) : null;
  if (preview !== null) {
    await work.links.change(origin, { held: listed(preview) });
    return true;
  }
  // The last question of an app that had nothing to hand over
  if (ask.type === 'wanted') await work.links.change(origin, { taken: true, held: null });
  return false;
}

/** Names of each kind that are kept to be shown. */
const MAX_LISTED = 100;

function listed(preview: RowsPreview): RowsPreview {
  const { confirms, services, alertRules } = preview;
  return {
    ...preview,
    confirms: confirms.slice(0, MAX_LISTED),
    services: services.slice(0, MAX_LISTED),
    alertRules: alertRules.slice(0, MAX_LISTED),
    more: preview.more || Math.max(confirms.length, services.length, alertRules.length) > MAX_LISTED,
  };
}

async function status(origin: string, work: AppWork): Promise<LinkStatus | null> {
  const state = await work.links.state(origin);
  return state === null ? null : { state, extension: work.version };
}
