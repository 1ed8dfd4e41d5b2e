/**
 * What a page of the app and the extension's bridge script say to each other. The page says hello on its own
 * window, the script answers there with a port, and all else goes through the port. The page cannot be told from
 * any other script of its origin, so each side checks shape and size of all that comes.
 */
import type { PeerRequest } from './face.ts';
import { MAX_MESSAGE_CHARS } from './limits.ts';
import { isCount, isFields, readRequest } from './read-request.ts';

/** Another version is not spoken to. */
const VERSION = 1;
const MAX_VERSION_CHARS = 40;

export const HELLO = { rualens: 'hello', version: VERSION } as const;
export const HERE = { rualens: 'here', version: VERSION } as const;

/** How far app and extension are with each other, as the extension says. */
export type LinkState =
  /** Neither side has clicked. */
  | 'found'
  /** The app asked; the user has yet to allow it in the extension. */
  | 'asked'
  /** The extension allows it; the user has yet to connect in the app. */
  | 'allowed'
  | 'connected';

export interface LinkStatus {
  state: LinkState;
  /** The extension's version. */
  extension: string;
}

/** `pair` and `part` are the app's half of connecting, and its end. */
export type BridgeAsk = { type: 'status' } | { type: 'pair' } | { type: 'part' } | PeerRequest;

/** To the extension, through the port. */
export interface BridgeQuestion {
  id: number;
  ask: BridgeAsk;
}

/** To the page, through the port. */
export type BridgeReply =
  | { id: number; answer: unknown }
  /** Something changed there: ask for the status, and exchange. */
  | { notice: 'changed' }
  /** The extension was updated or taken away. */
  | { notice: 'gone' };

export function isHello(value: unknown): boolean {
  return isFields(value) && value.rualens === HELLO.rualens && value.version === VERSION;
}

export function isHere(value: unknown): boolean {
  return isFields(value) && value.rualens === HERE.rualens && value.version === VERSION;
}

export function readAsk(value: unknown): BridgeAsk | null {
  if (!isFields(value)) return null;
  const { type } = value;
  if (type === 'status' || type === 'pair' || type === 'part') return { type };
  return readRequest(value);
}

export function readQuestion(value: unknown): BridgeQuestion | null {
  if (!isFields(value) || !isCount(value.id, Number.MAX_SAFE_INTEGER)) return null;
  const ask = readAsk(value.ask);
  return ask !== null && fits(ask) ? { id: value.id, ask } : null;
}

export function readReply(value: unknown): BridgeReply | null {
  if (!isFields(value)) return null;
  const { notice, id, answer } = value;
  if (notice === 'changed' || notice === 'gone') return { notice };
  return isCount(id, Number.MAX_SAFE_INTEGER) && fits(answer) ? { id, answer } : null;
}

export function readStatus(value: unknown): LinkStatus | null {
  if (!isFields(value)) return null;
  const { state, extension } = value;
  if (typeof extension !== 'string' || extension.length > MAX_VERSION_CHARS) return null;
  return isLinkState(state) ? { state, extension } : null;
}

function isLinkState(value: unknown): value is LinkState {
  return ['found', 'asked', 'allowed', 'connected'].includes(value as string);
}

/** Whether it is JSON that one message may hold. */
function fits(value: unknown): boolean {
  try {
    return (JSON.stringify(value)?.length ?? 0) <= MAX_MESSAGE_CHARS;
  } catch {
    return false;
  }
}
