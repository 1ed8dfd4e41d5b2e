import type { Clock } from '../../../lib/clock.ts';
import type { Gateway } from '../../../lib/gateway.ts';
import type { KeptSource, SourceResult, SourceSettings } from '../../../model/source.ts';
import { createSource, SOURCES } from '../../../sources/registry.ts';
import { refused, type Source } from '../../../sources/source.ts';
import { NO_FIGURES } from '../../../store/sources.ts';
import type { Store } from '../../../store/store.ts';
import { StoreFull } from '../../../store/store-full.ts';
import type { DocumentReader } from '../../intake/document-reader.ts';
import { ImportControl } from '../../intake/import-control.ts';
import { createAccountKeys } from './account-keys.ts';
import { fieldProblems, settingsBegin, tidySettings } from './account-settings.ts';
import type { AccountsRoom, TypedSourceKey } from './face.ts';
import { type LookEnd, look } from './look.ts';
import { isDue, LOOK_EVERY, needsUser, nextAfter } from './when-next.ts';

export interface AccountParts {
  store: Store;
  reader: DocumentReader;
  gateway: Gateway;
  clock: Clock;
  newId(): string;
  /** Servers need not answer web pages. */
  inExtension: boolean;
  /** An import got its last report for now. */
  imported(importId: string): Promise<void>;
}

export interface Accounts {
  room: AccountsRoom;
  /** Looks at the accounts whose time has come, one after the other, for no longer than so many milliseconds. */
  checkDue(milliseconds?: number): Promise<void>;
  stop(): void;
}

/** Accounts that reports come from by themselves (see AccountsRoom). Each is looked at once at a time, in whatever page. */
export function createAccounts(parts: AccountParts): Accounts {
  const { store, clock, gateway, inExtension } = parts;
  const tools = { gateway, clock, inExtension };
  const keys = createAccountKeys(store);
  const now = () => Math.floor(clock() / 1000);
  /** Looks under way in this page, by id. */
  const live = new Map<string, { control: ImportControl; ended: Promise<void> }>();

  async function sourceOf(
    settings: SourceSettings,
    typed: TypedSourceKey | null,
  ): Promise<SourceResult<Source>> {
    const kept = typed === null || typed.key === '' ? await keys.get(settings.id) : { key: typed.key };
    if (kept === 'locked') return refused('locked');
    if (kept === 'none') return refused('no-key');
    return { ok: true, value: createSource(settings, { ...tools, key: kept.key }) };
  }

  /** One look, in the turn of all pages; `due`: only if its time has come and no other page was first. */
  function lookAt(id: string, due: boolean): Promise<void> {
    const known = live.get(id);
    if (known !== undefined) return known.ended;
    const control = new ImportControl();
    const ended = store
      .inTurn(`source-${id}`, async () => {
        const kept = await store.sources.get(id);
        if (kept === null || control.cancelled || (due && !isDue(kept, now()))) return;
        await finishCutOff(kept);
        const zero = { last: NO_FIGURES, importId: null, total: null };
        await store.sources.update(id, { ...zero, state: 'working', started: now(), problem: null });
        let end: Awaited<ReturnType<typeof look>>;
        try {
          const source = await sourceOf(kept.settings, null);
          end = source.ok
            ? await look({ ...parts, kept, source: source.value, control })
            : { kind: 'held-up', problem: source.problem, at: null, importId: null };
        } catch (error) {
          // a bug or a broken disk: told as the end of a look, and not met again every minute
          const failures = kept.failures + 1;
          const next = now() + LOOK_EVERY * Math.min(failures, 24);
          await store.sources.update(id, { state: 'cut-off', ended: now(), failures, next }).catch(() => {});
          throw error;
        }
        await noteEnd(kept, end);
        if (end.importId !== null) await parts.imported(end.importId);
      })
      .finally(() => live.delete(id));
    live.set(id, { control, ended });
    return ended;
  }

  /** The page that looked was closed: what it brought is judged, and its import is at its end. */
  async function finishCutOff({ state, importId }: KeptSource): Promise<void> {
    if (state !== 'cut-off' || importId === null) return;
    await store.imports.setState(importId, 'done', null);
    await parts.imported(importId);
  }

  async function noteEnd({ settings, failures, stuck }: KeptSource, end: LookEnd): Promise<void> {
    const at = now();
    if (end.kind === 'done') {
      const fine = { problem: null, succeeded: at, failures: 0, stuck: null };
      return await store.sources.update(settings.id, {
        ...fine,
        state: 'waiting',
        ended: at,
        next: at + LOOK_EVERY,
      });
    }
    if (end.kind !== 'held-up')
      return await store.sources.update(settings.id, { state: 'waiting', ended: at, next: at });
    const times = end.at !== null && stuck?.id === end.at ? stuck.times + 1 : 1;
    await store.sources.update(settings.id, {
      state: 'held-up',
      problem: end.problem,
      ended: at,
      failures: failures + 1,
      stuck: end.at === null ? stuck : { id: end.at, times },
      next: nextAfter(end.problem, failures + 1, at),
    });
  }

  async function endLook(id: string): Promise<void> {
    live.get(id)?.control.cancel();
    await live.get(id)?.ended.catch(() => {});
  }

  const room: AccountsRoom = {
    offers: async () => SOURCES.map(({ kind, needs }) => ({ kind, needs: [...needs] })),
    async list() {
      return await Promise.all(
        (await store.sources.list()).map(async ({ cursor: _, ...kept }) => ({
          ...kept,
          ...(await keys.state(kept.settings.id)),
          needsUser: needsUser(kept.problem),
        })),
      );
    },
    async test(settings, typed) {
      const source = await sourceOf(tidySettings(settings), typed);
      const found = source.ok ? await source.value.test() : source;
      return found.ok ? { ok: true, ...found.value } : found;
    },
    async save(typed, key) {
      const settings = tidySettings(typed);
      const before = (await store.sources.get(settings.id))?.settings ?? null;
      const hasKey = (key !== null && key.key !== '') || (await store.sources.key(settings.id)) !== null;
      const problems = fieldProblems(settings, hasKey);
      if (problems.length > 0) return problems;
      await endLook(settings.id);
      await store.sources.save(settings, settingsBegin(before, settings));
      if (key !== null && key.key !== '') await keys.put(settings.id, key);
      await store.sources.update(settings.id, { state: 'waiting', problem: null, failures: 0, next: now() });
      return [];
    },
    async unlock(id, passphrase) {
      const opened = await keys.unlock(id, passphrase);
      if (opened) await store.sources.update(id, { next: now() });
      return opened;
    },
    check: (id) => lookAt(id, false),
    async setPaused(id, paused) {
      // at once, before anything is waited for
      if (paused) live.get(id)?.control.cancel();
      const kept = await store.sources.get(id);
      if (kept === null) return;
      await store.sources.save({ ...kept.settings, paused }, 'on');
      if (paused) await endLook(id);
    },
    async checkAll(id) {
      await endLook(id);
      const kept = await store.sources.get(id);
      if (kept === null) return;
      await store.sources.save({ ...kept.settings, everything: true }, 'anew');
      await lookAt(id, false);
    },
    async remove(id) {
      await endLook(id);
      await keys.forget(id);
      await store.sources.remove(id);
    },
  };

  return {
    room,
    async checkDue(milliseconds) {
      const ends = milliseconds === undefined ? Number.POSITIVE_INFINITY : clock() + milliseconds;
      const errors: unknown[] = [];
      for (const { settings, next } of await store.sources.list()) {
        const left = ends - clock();
        if (left <= 0 || !isDue({ settings, next }, now())) continue;
        const ended = lookAt(settings.id, true);
        const timer = Number.isFinite(left)
          ? setTimeout(() => live.get(settings.id)?.control.cancel(), left)
          : undefined;
        // a fault at one account keeps no other from its turn
        await ended.catch((error) => errors.push(error)).finally(() => clearTimeout(timer));
      }
      for (const error of errors) ignoreFull(error);
    },
    stop() {
      for (const { control } of live.values()) control.cancel();
    },
  };
}

function ignoreFull(error: unknown): void {
  // nothing was begun: it is tried again at the next time
  if (!(error instanceof StoreFull)) throw error;
}
