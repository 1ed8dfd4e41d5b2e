import { DECISION_KINDS } from '../../merge/decision-kinds.ts';
import { kindOf } from '../../merge/newer-decision.ts';
import { isPresent } from '../../merge/presence.ts';
import { readDecision, readRegister } from '../../merge/read-rows.ts';
import { SETTING_TRAVELS } from '../../merge/setting-kinds.ts';
import type { Settings } from '../../model/settings.ts';
import type { Decision } from '../../model/stored.ts';
import { readSettings } from '../../store/backup-shape.ts';
import type { OpenBackup } from '../../store/read-backup.ts';
import type { Store } from '../../store/store.ts';
import type { RestorePreview } from './face.ts';
import { previewDecisions } from './preview-decisions.ts';

/** What taking a backup would change here; changes nothing. */
export async function previewRestore(store: Store, backup: OpenBackup): Promise<RestorePreview> {
  const rows = await backup.rows('decisions');
  const read = rows.map(readDecision);
  const decisions = read.filter((it) => it !== null);
  const [own, given] = [await store.settings.get(), readSettings((await backup.rows('settings'))[0])];
  const differs = (how: 'travels' | 'asked'): Partial<Settings> =>
    Object.fromEntries(
      (Object.keys(given) as (keyof Settings)[])
        .filter((name) => SETTING_TRAVELS[name] === how)
        .filter((name) => JSON.stringify(given[name]) !== JSON.stringify(own[name]))
        .map((name) => [name, given[name]]),
    );
  const hosts = new Set((await store.hosts.list()).map((it) => it.id));
  const newHosts = (await backup.rows('hosts')) as { id?: unknown; name?: unknown }[];
  return {
    version: backup.version,
    documents: backup.documents,
    ...(await reportsNotHere(store, backup)),
    ...(await previewDecisions(store, decisions)),
    settings: differs('travels'),
    askedSettings: differs('asked'),
    hosts: newHosts
      .filter((it) => typeof it?.id === 'string' && !hosts.has(it.id))
      .map((it) => String(it.name ?? it.id).slice(0, 200)),
    refused: read.length - decisions.length,
    damage: backup.damage,
  };
}

/** Version 1 said nothing of single reports: there all documents count as such. */
async function reportsNotHere(
  store: Store,
  backup: OpenBackup,
): Promise<Pick<RestorePreview, 'reports' | 'deletedHere'>> {
  if (backup.version === 1) return { reports: backup.documents, deletedHere: 0 };
  let reports = 0;
  let deletedHere = 0;
  const registers = (await backup.rows('registers')).map(readRegister).filter((it) => it !== null);
  const states = await store.exchange.states(registers);
  registers.forEach((register, i) => {
    if (!isPresent(register) || states[i] === 'here') return;
    reports++;
    if (states[i] === 'deleted') deletedHere++;
  });
  return { reports, deletedHere };
}

/** Whether a decision of a backup is taken only by a click: one that says no asks nobody, and needs none. */
export function isAsked(decision: Decision): boolean {
  return DECISION_KINDS[kindOf(decision)].travels === 'asked' && decision.value === 'confirmed';
}
