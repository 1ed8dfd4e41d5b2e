/**
 * The page's end of the bridge to the extension. Finds the extension by a word on the page's own window, to which
 * only its script answers with a port, and carries questions through that port.
 */
import {
  type BridgeAsk,
  type BridgeQuestion,
  HELLO,
  isHere,
  readReply,
} from '../../core/engine/exchange/bridge-protocol.ts';

/** The extension's background may have to start first, and to read large reports. */
const ANSWER_MS = 30_000;

export interface LinkEvents {
  /** A port is here: ask for the status. */
  found(): void;
  /** Something changed in the extension. */
  changed(): void;
  /** The extension was updated, switched off or taken away. */
  lost(): void;
}

export class ExtensionLink {
  readonly #window: Window;
  readonly #events: LinkEvents;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  readonly #answerMs: number;
  #port: MessagePort | null = null;
  #last = 0;

  constructor(page: Window, events: LinkEvents, signal: AbortSignal, answerMs = ANSWER_MS) {
    this.#window = page;
    this.#events = events;
    this.#answerMs = answerMs;
    page.addEventListener('message', (event) => this.#heard(event), { signal });
    signal.addEventListener('abort', () => this.#drop());
  }

  get open(): boolean {
    return this.#port !== null;
  }

  /** Looks for the extension; `found` is called where it answers. */
  hello(): void {
    this.#window.postMessage(HELLO, this.#window.location.origin);
  }

  /** The extension's answer as it came; undefined where none came in time. Check its shape. */
  ask(ask: BridgeAsk): Promise<unknown> {
    const port = this.#port;
    if (port === null) return Promise.resolve(undefined);
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#answered(id, undefined), this.#answerMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      const question: BridgeQuestion = { id, ask };
      port.postMessage(question);
    });
  }

  #heard(event: MessageEvent): void {
    const [port] = event.ports;
    if (event.source !== this.#window || event.origin !== this.#window.location.origin) return;
    if (!isHere(event.data) || port === undefined) return;
    this.#drop();
    this.#port = port;
    port.onmessage = (message) => this.#replied(message.data);
    this.#events.found();
  }

  #replied(data: unknown): void {
    const reply = readReply(data);
    if (reply === null) return;
    if ('id' in reply) this.#answered(reply.id, reply.answer);
    else if (reply.notice === 'changed') this.#events.changed();
    else {
      this.#drop();
      this.#events.lost();
    }
  }

  /** An answer that came twice, or too late, finds nobody. */
  #answered(id: number, answer: unknown): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(answer);
  }

  #drop(): void {
    this.#port?.close();
    this.#port = null;
    for (const id of [...this.#waiting.keys()]) this.#answered(id, undefined);
  }
}
