import type { Store } from '../../store/store.ts';
import { FACTS, type FactKind, tableOf } from './fact.ts';

const KINDS = Object.keys(FACTS) as FactKind[];

/** Forgets what is known of domains that left the user's list. What is judged of their reports stays. */
export async function forgetDomains(store: Store, domains: readonly string[]): Promise<void> {
  await forget(store, 'domain', domains, []);
}

/** Forgets all that is known of the sample's domains and addresses. */
export async function forgetSample(
  store: Store,
  domains: readonly string[],
  addresses: readonly string[],
): Promise<void> {
  await forget(store, 'sample', domains, addresses);
}

async function forget(
  store: Store,
  why: 'domain' | 'sample',
  domains: readonly string[],
  addresses: readonly string[],
): Promise<void> {
  const gone = new Set(domains);
  for (const kind of KINDS) {
    const { key, forgottenWith } = FACTS[kind];
    if (!(forgottenWith as readonly string[]).includes(why)) continue;
    const table = tableOf(store, kind);
    if (key === 'domain') await table.remove(kind, [...domains]);
    else if (key === 'address') await table.remove(kind, [...addresses]);
    else {
      const keys = [...(await table.all(kind)).keys()];
      await table.remove(
        kind,
        keys.filter((each) => isBelowAny(each.split(' ')[0]!, gone)),
      );
    }
  }
}

/** Whether a name or one above it is among these. */
function isBelowAny(name: string, domains: ReadonlySet<string>): boolean {
  for (let rest = name; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (domains.has(rest)) return true;
    if (!rest.includes('.')) return false;
  }
}

/** Forgets values that this version of the program cannot read. To be called before any is read. */
export async function forgetOldVersions(store: Store): Promise<void> {
  const versionOf = (kinds: FactKind[]) =>
    Object.fromEntries(kinds.map((kind) => [kind, FACTS[kind].version] as const));
  await store.derived.keepVersions(versionOf(KINDS.filter((kind) => FACTS[kind].losing !== 'memory')));
}
