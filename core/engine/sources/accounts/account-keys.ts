import { openKey, sealKey } from '../../../domains/keys.ts';
import type { Store } from '../../../store/store.ts';
import type { TypedSourceKey } from './face.ts';

/** The keys of accounts. Open ones live here, in memory, and nowhere else. */
export interface AccountKeys {
  /** The key; `locked` where a passphrase is needed first. */
  get(id: string): Promise<{ key: string } | 'locked' | 'none'>;
  state(id: string): Promise<{ key: 'none' | 'passphrase' | 'obscured'; open: boolean }>;
  put(id: string, typed: TypedSourceKey): Promise<void>;
  unlock(id: string, passphrase: string): Promise<boolean>;
  forget(id: string): Promise<void>;
}

export function createAccountKeys(store: Store): AccountKeys {
  const open = new Map<string, string>();

  async function get(id: string): Promise<{ key: string } | 'locked' | 'none'> {
    const sealed = await store.sources.key(id);
    if (sealed === null) return 'none';
    const known = open.get(sealed.data);
    if (known !== undefined) return { key: known };
    if (sealed.protection === 'passphrase') return 'locked';
    const key = await openKey(sealed, '');
    if (key === null) return 'none';
    open.set(sealed.data, key);
    return { key };
  }

  return {
    get,
    async state(id) {
      const sealed = await store.sources.key(id);
      return { key: sealed?.protection ?? 'none', open: typeof (await get(id)) === 'object' };
    },
    async put(id, { key, passphrase }) {
      const sealed = await sealKey(id, key, passphrase);
      await store.sources.putKey(sealed);
      open.set(sealed.data, key);
    },
    async unlock(id, passphrase) {
      const sealed = await store.sources.key(id);
      const key = sealed === null ? null : await openKey(sealed, passphrase);
      // by what is sealed, so that a key changed in another page is not taken for the one known here
      if (sealed !== null && key !== null) open.set(sealed.data, key);
      return key !== null;
    },
    async forget(id) {
      const sealed = await store.sources.key(id);
      if (sealed !== null) open.delete(sealed.data);
    },
  };
}
