/**
 * The bridge script: runs in pages of the app and carries its questions to the extension. Where patterns of
 * addresses take no port, it also comes into pages of other servers at that host: the extension knows the origin
 * of each page from the browser, and a page that is not on its list gets no word.
 */
import { HERE, isHello, readStatus } from '../../core/engine/exchange/bridge-protocol.ts';
import { onBackgroundNotice, sendBridge } from '../platform/bridge-messages.ts';
import { Relay } from './relay.ts';

const world = globalThis as { rualensBridge?: { end(): void } };

// a reloaded extension comes into pages that still hold the script of the old one
world.rualensBridge?.end();
start();

function start(): void {
  const end = new AbortController();
  let relay: Relay | null = null;
  let opening = false;
  world.rualensBridge = {
    end() {
      relay?.gone();
      end.abort();
    },
  };
  onBackgroundNotice(() => relay?.changed(), end.signal);
  addEventListener(
    'message',
    (event) => {
      if (event.source !== window || event.origin !== location.origin || !isHello(event.data)) return;
      open();
    },
    { signal: end.signal },
  );
  // come into a page that said its hello before
  if (document.readyState !== 'loading') open();

  function open(): void {
    if (opening) return;
    opening = true;
    void greet().finally(() => {
      opening = false;
    });
  }

  async function greet(): Promise<void> {
    const status = await sendBridge({ type: 'status' }).catch(() => end.abort());
    if (readStatus(status) === null || end.signal.aborted) return;
    relay?.close();
    const { port1, port2 } = new MessageChannel();
    const fresh = new Relay(port1, sendBridge);
    relay = fresh;
    port1.onmessage = (event) => void fresh.take(event.data);
    window.postMessage(HERE, location.origin, [port2]);
  }
}
