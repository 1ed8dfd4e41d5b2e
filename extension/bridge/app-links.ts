/**
 * Addresses where the app may be, and how far each is with the extension: connected where the user clicked in
 * both. Kept by the extension, which believes no page about it.
 */
import type { LinkState } from '../../core/engine/exchange/bridge-protocol.ts';
import type { RowsPreview } from '../../core/engine/exchange/face.ts';

/** Where `npm start` serves the app. The port is part of the origin, and so of its store. */
export const APP_ORIGIN = 'http://127.0.0.1:4517';

/** Addresses that the user can add. */
const MAX_APPS = 20;

export interface AppLink {
  /** The user clicked in the app. */
  asked: boolean;
  /** The user clicked in the extension. */
  allowed: boolean;
  /** When the app was last seen and last exchanged, ms of Unix time. */
  seen: number | null;
  exchanged: number | null;
  /** The user saw what the app would change here, or it would change nothing: what it hands over is taken. */
  taken: boolean;
  /** What it would change here, until the user takes it. */
  held: RowsPreview | null;
}

/** A row of the extension's own pages. */
export interface AppRow {
  origin: string;
  state: LinkState;
  seen: number | null;
  exchanged: number | null;
  held: RowsPreview | null;
  /** False: part of the extension, so it cannot be taken off the list. */
  added: boolean;
}

export interface LinkStorage {
  read(): Promise<Record<string, AppLink>>;
  write(links: Record<string, AppLink>): Promise<void>;
}

const NEW: AppLink = { asked: false, allowed: false, seen: null, exchanged: null, taken: false, held: null };

export class AppLinks {
  readonly #storage: LinkStorage;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(storage: LinkStorage) {
    this.#storage = storage;
  }

  async rows(): Promise<AppRow[]> {
    const links = { [APP_ORIGIN]: NEW, ...(await this.#storage.read()) };
    return Object.entries(links).map(([origin, link]) => ({
      origin,
      state: stateOf(link),
      seen: link.seen,
      exchanged: link.exchanged,
      held: stateOf(link) === 'connected' ? (link.held ?? null) : null,
      added: origin !== APP_ORIGIN,
    }));
  }

  /** Null where no app may be at this origin. */
  async state(origin: string): Promise<LinkState | null> {
    const links = await this.#storage.read();
    const link = Object.hasOwn(links, origin) ? links[origin] : undefined;
    if (link === undefined) return origin === APP_ORIGIN ? 'found' : null;
    return stateOf(link);
  }

  /** Whether what the app hands over is taken. One that exchanged with an earlier version was. */
  async isTaken(origin: string): Promise<boolean> {
    const links = await this.#storage.read();
    const link = Object.hasOwn(links, origin) ? links[origin] : undefined;
    return link !== undefined && (link.taken ?? link.exchanged !== null);
  }

  /** False where the address is none, or the list is full. */
  add(origin: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const links = await this.#storage.read();
      if (!isAppOrigin(origin) || Object.keys(links).length >= MAX_APPS) return false;
      if (origin !== APP_ORIGIN) await this.#storage.write({ ...links, [origin]: links[origin] ?? NEW });
      return true;
    });
  }

  /** Notes something of an address on the list; of others nothing. */
  change(origin: string, change: Partial<AppLink>): Promise<void> {
    return this.#inTurn(async () => {
      const links = await this.#storage.read();
      const known = Object.hasOwn(links, origin) ? links[origin] : undefined;
      if (known === undefined && origin !== APP_ORIGIN) return;
      await this.#storage.write({ ...links, [origin]: { ...(known ?? NEW), ...change } });
    });
  }

  forget(origin: string): Promise<void> {
    return this.#inTurn(async () => {
      const { [origin]: _, ...rest } = await this.#storage.read();
      await this.#storage.write(rest);
    });
  }

  /** One change after the other, or the later would undo the earlier. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work, work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** An origin as browsers write it, by http or https. */
export function isAppOrigin(origin: string): boolean {
  return (
    URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).origin === origin
  );
}

function stateOf({ asked, allowed }: AppLink): LinkState {
  if (asked && allowed) return 'connected';
  return asked ? 'asked' : allowed ? 'allowed' : 'found';
}
