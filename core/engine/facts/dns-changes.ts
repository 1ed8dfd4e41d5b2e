import type { DnsChange } from '../../model/alert.ts';
import { isSpfRecord } from '../../spf/parse.ts';
import { type SnapshotAnswer, type SpfSnapshot, snapshotFaults } from '../../spf/snapshot.ts';
import type { Store } from '../../store/store.ts';
import { keptDkimKeys, selectorName } from './dkim-keys.ts';

/** Changed answers told of one expansion; a provider that renames all its ranges at once changes dozens. */
export const MAX_CHANGES_OF_ONE_DAY = 20;

interface DmarcSnapshot {
  kind: string;
  targets: string[];
  text: string;
}

/** What is kept of a selector's key. */
interface DkimSnapshot {
  text: string;
}

/**
 * Changes between neighbouring snapshots: of a domain's SPF expansion, of its `_dmarc` name, and of the keys
 * of the selectors it signs with. Oldest first.
 */
export async function dnsChanges(store: Store, domain: string): Promise<DnsChange[]> {
  const changes = await spfChanges(store, domain);
  const name = `_dmarc.${domain}`;
  const visit = (before: DmarcSnapshot, after: DmarcSnapshot, at: number): void => {
    const way = (each: DmarcSnapshot): string => [each.kind, ...each.targets].join(' ');
    if (way(before) !== way(after)) {
      changes.push({ at, what: 'pointing', name, before: way(before), after: way(after) });
    }
    if (before.text !== after.text) {
      changes.push({ at, what: 'dmarc', name, before: before.text, after: after.text });
    }
  };
  await eachPair(store, name, visit, (each) => Array.isArray(each.targets));
  for (const selector of (await keptDkimKeys(store, domain))?.selectors ?? []) {
    const owner = selectorName(selector);
    await eachPair<DkimSnapshot>(
      store,
      owner,
      (before, after, at) => {
        if (before.text === after.text) return;
        changes.push({ at, what: 'dkim', name: owner, before: before.text, after: after.text });
      },
      (each) => typeof each.text === 'string',
    );
  }
  return changes.sort((a, b) => a.at - b.at);
}

async function eachPair<T>(
  store: Store,
  name: string,
  visit: (before: T, after: T, at: number) => void,
  isEvidence: (snapshot: T) => boolean = () => true,
): Promise<void> {
  const kept = (await store.snapshots.list(name)).filter((each) => isEvidence(each.snapshot as T));
  for (let i = 1; i < kept.length; i++) {
    visit(kept[i - 1]!.snapshot as T, kept[i]!.snapshot as T, kept[i]!.at);
  }
}

/** The domain's own record stands first; changes of included records and of addresses are told by their name. */
async function spfChanges(store: Store, domain: string): Promise<DnsChange[]> {
  const changes: DnsChange[] = [];
  const visit = (before: SpfSnapshot, after: SpfSnapshot, at: number): void => {
    const was = answersByName(before);
    const is = answersByName(after);
    const found: DnsChange[] = [];
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const [old, now] = [was.get(key) ?? '', is.get(key) ?? ''];
      if (old === now) continue;
      found.push({ at, what: 'spf', name: key.replace(/ TXT$/, ''), before: old, after: now });
    }
    const own = (change: DnsChange): number => (change.name === domain ? 0 : 1);
    found.sort((a, b) => own(a) - own(b) || (a.name < b.name ? -1 : 1));
    changes.push(...found.slice(0, MAX_CHANGES_OF_ONE_DAY));
  };
  // A name that DNS does not answer about has not changed; older versions kept other kinds under it as well.
  await eachPair<SpfSnapshot>(
    store,
    domain,
    visit,
    (each) => Array.isArray(each.answers) && snapshotFaults(each).length === 0,
  );
  return changes;
}

/** Texts of the answers of an expansion by `NAME TYPE`; of TXT the SPF record only. */
function answersByName(snapshot: SpfSnapshot): Map<string, string> {
  return new Map(snapshot.answers.map((answer) => [`${answer.name} ${answer.type}`, textOf(answer)]));
}

function textOf({ type, data }: SnapshotAnswer): string {
  if (type !== 'TXT')
    return data.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
  const texts = data.map((strings) => (strings as string[]).join(''));
  return texts.filter(isSpfRecord).join('\n');
}
