/**
 * Carries questions between a port that a page holds and the extension. It keeps nothing and knows nothing of
 * the store; what is no question, or too much at once, is dropped.
 */
import {
  type BridgeAsk,
  type BridgeReply,
  readQuestion,
} from '../../core/engine/exchange/bridge-protocol.ts';

/** Questions under way at once; the app asks one after the other. */
export const MAX_UNDER_WAY = 4;

export interface RelayPort {
  postMessage(reply: BridgeReply): void;
  close(): void;
}

export class Relay {
  readonly #port: RelayPort;
  readonly #send: (ask: BridgeAsk) => Promise<unknown>;
  #underWay = 0;
  #open = true;

  /** `send` rejects where the extension is gone. */
  constructor(port: RelayPort, send: (ask: BridgeAsk) => Promise<unknown>) {
    this.#port = port;
    this.#send = send;
  }

  async take(message: unknown): Promise<void> {
    if (!this.#open || this.#underWay >= MAX_UNDER_WAY) return;
    const question = readQuestion(message);
    if (question === null) return;
    this.#underWay += 1;
    try {
      const answer = await this.#send(question.ask);
      if (this.#open && answer !== undefined) this.#port.postMessage({ id: question.id, answer });
    } catch {
      this.gone();
    } finally {
      this.#underWay -= 1;
    }
  }

  changed(): void {
    this.#tell({ notice: 'changed' });
  }

  /** The extension was taken away or made new: the page may look for it again. */
  gone(): void {
    this.#tell({ notice: 'gone' });
    this.close();
  }

  /** Another port took this one's place. */
  close(): void {
    this.#open = false;
    this.#port.close();
  }

  #tell(reply: BridgeReply): void {
    if (this.#open) this.#port.postMessage(reply);
  }
}
