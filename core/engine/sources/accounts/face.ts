import type { KeptSource, SourceKind, SourceProblem, SourceSettings } from '../../../model/source.ts';

/** A source as Settings shows it; never with its key. */
export interface AccountView extends Omit<KeptSource, 'cursor'> {
  key: 'none' | 'passphrase' | 'obscured';
  /** The key is open in memory, or needs no passphrase. */
  open: boolean;
  /** Keys or rights may be wrong, or the server be gone: nothing comes until the user does something. */
  needsUser: boolean;
}

export interface AccountOffer {
  kind: SourceKind;
  needs: ('user' | 'folders' | 'bucket' | 'since')[];
}

/** A key as typed; an empty passphrase only obscures it. */
export interface TypedSourceKey {
  key: string;
  passphrase: string;
}

/** A fault of what was typed, by field. */
export interface AccountFieldProblem {
  field: 'name' | 'url' | 'user' | 'key' | 'folders' | 'region';
  code: 'missing' | 'not-a-url' | 'insecure';
  detail: string;
}

/** What a bounded test found out. */
export type AccountTest =
  | {
      ok: true;
      folders: { id: string; name: string; total: number; inbox: boolean }[];
      items: number | null;
      mayWrite: boolean;
    }
  | { ok: false; problem: SourceProblem };

/** Accounts on servers that reports come from by themselves. Arguments and results are structured-clonable. */
export interface AccountsRoom {
  offers(): Promise<AccountOffer[]>;
  list(): Promise<AccountView[]>;
  /** A few requests with what is typed; `key` null takes the stored one. Nothing is stored. */
  test(settings: SourceSettings, key: TypedSourceKey | null): Promise<AccountTest>;
  /** Stores an account; `key` null keeps the key it has. Nothing is stored where a problem is returned. */
  save(settings: SourceSettings, key: TypedSourceKey | null): Promise<AccountFieldProblem[]>;
  /** Opens a key for as long as the app is open; false where the passphrase is wrong. */
  unlock(id: string, passphrase: string): Promise<boolean>;
  /** Looks now; resolves when the look is at its end or held up. An account that is being looked at is left to that. */
  check(id: string): Promise<void>;
  /** Ends the look under way, and looks no more by itself; what came stays, and *go on* goes on there. */
  setPaused(id: string, paused: boolean): Promise<void>;
  /** Looks at everything again, whatever was looked at before. */
  checkAll(id: string): Promise<void>;
  /** Takes it away with its key; what came from it stays. */
  remove(id: string): Promise<void>;
}
