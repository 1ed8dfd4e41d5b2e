/** The extension beside the app: whether it is there, whether both are connected, and the exchange between them. */
import { signal } from '@preact/signals';
import { type LinkStatus, readStatus } from '../../core/engine/exchange/bridge-protocol.ts';
import type { ExchangeStop, PeerPreview, PeerRequest } from '../../core/engine/exchange/face.ts';
import { ExtensionLink } from '../bridge/extension-link.ts';
import { followChanges } from './changes.ts';
import { getEngine } from './engine.ts';
import { remember, remembered } from './remembered.ts';

/** Several changes are carried over together. */
const EXCHANGE_AFTER_MS = 800;
/** While the page is looked at: its word of a change may have been lost with the extension's background. */
const LOOK_AGAIN_MS = 60_000;
const WISH = 'extension';
const LOCK = 'rualens-exchange';

interface Extension {
  /** Null: it is not there. */
  status: LinkStatus | null;
  /** The user connected it here; it counts only where the extension agrees. */
  wished: boolean;
  busy: boolean;
  /** When both stores were last made equal, ms of Unix time. */
  last: number | null;
  /** Why the last exchange ended early. */
  stopped: ExchangeStop | null;
  /** What the extension's store would change here, until the user takes it; nothing is exchanged before. */
  preview: PeerPreview | null;
}

export const extension = signal<Extension>({
  status: null,
  wished: remembered(WISH, ['yes', 'no'], 'no') === 'yes',
  busy: false,
  last: null,
  stopped: null,
  preview: null,
});

let link: ExtensionLink | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let again = false;

export function isConnected(): boolean {
  return extension.value.wished && extension.value.status?.state === 'connected';
}

/** Looks for the extension and keeps both stores equal for as long as the page lives. */
export function startExtensionLink(): void {
  const never = new AbortController();
  link = new ExtensionLink(
    window,
    {
      found: () => void look(),
      changed: () => void look(),
      lost() {
        change({ status: null });
        // an updated extension comes back with a script of its own
        setTimeout(findExtension, EXCHANGE_AFTER_MS);
      },
    },
    never.signal,
  );
  findExtension();
  addEventListener('load', findExtension);
  document.addEventListener('visibilitychange', lookAgain);
  addEventListener('focus', lookAgain);
  setInterval(lookAgain, LOOK_AGAIN_MS);
  exchangeSoon();
  followChanges(['imports', 'reports', 'domains', 'senders', 'alerts'], exchangeSoon);
}

export function findExtension(): void {
  if (link?.open === false) link.hello();
}

/** The app's half of connecting. */
export async function connectExtension(): Promise<void> {
  await look('pair');
  const { status } = extension.peek();
  if (status?.state === 'asked' || status?.state === 'connected') wish(true);
  exchangeSoon();
}

export async function disconnectExtension(): Promise<void> {
  wish(false);
  await look('part');
}

/** The user takes what was shown. */
export async function takeExtension(): Promise<void> {
  const { preview } = extension.peek();
  if (preview === null) return;
  await getEngine().exchange.acceptPeer(preview.store);
  change({ preview: null });
  exchangeSoon();
}

function wish(wished: boolean): void {
  remember(WISH, wished ? 'yes' : 'no');
  change({ wished, preview: null });
}

function lookAgain(): void {
  if (document.visibilityState !== 'visible') return;
  if (link?.open) void look();
  else findExtension();
}

async function look(type: 'status' | 'pair' | 'part' = 'status'): Promise<void> {
  const status = readStatus(await link?.ask({ type }));
  change({ status });
  // disconnected there, or the extension was installed anew
  if (status?.state === 'found' || status?.state === 'allowed') wish(false);
  exchangeSoon();
}

function exchangeSoon(): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => {
    timer = null;
    void exchange();
  }, EXCHANGE_AFTER_MS);
}

/** One exchange at a time, in one tab at a time; what comes meanwhile is carried over by one more. */
async function exchange(): Promise<void> {
  if (!isConnected()) return;
  if (extension.peek().busy) {
    again = true;
    return;
  }
  change({ busy: true });
  await locked(async () => {
    const ask = async (request: PeerRequest) => (isConnected() ? await link?.ask(request) : undefined);
    const preview = await getEngine().exchange.previewPeer(ask);
    change({ preview });
    if (preview !== null) return;
    const { stopped } = await getEngine().exchange.run(ask);
    change({ stopped, ...(stopped === null ? { last: Date.now() } : {}) });
  }).catch((error) => {
    change({ stopped: 'malformed' });
    reportError(error);
  });
  change({ busy: false });
  if (again) exchangeSoon();
  again = false;
}

async function locked(work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(LOCK, work);
  else await work();
}

function change(values: Partial<Extension>): void {
  extension.value = { ...extension.peek(), ...values };
}
