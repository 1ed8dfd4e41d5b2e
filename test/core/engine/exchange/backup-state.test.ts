import { expect, test } from 'vitest';
import {
  BACKUP_OLD_SECONDS,
  isBackupDue,
  MUCH_DECIDED,
} from '../../../../core/engine/exchange/backup-due.ts';
import { openEngine } from '../../../../core/engine/open-engine.ts';

test.each([
  [null, MUCH_DECIDED, true],
  [null, MUCH_DECIDED - 1, false],
  [BACKUP_OLD_SECONDS, MUCH_DECIDED, true],
  [BACKUP_OLD_SECONDS, 0, false],
  [BACKUP_OLD_SECONDS - 1, 10_000, false],
  // Clocks differ a little; one that was a year ahead says nothing of how old a backup is.
  [-3_600, 10_000, false],
  [-365 * 86_400, MUCH_DECIDED, true],
])('a backup %s seconds old, %i decisions since: due %s [EXCH-8]', (age, decisions, due) => {
  const now = 1_760_000_000;
  expect(isBackupDue(age === null ? null : now - age, decisions, now)).toBe(due);
});

test('decisions since the last backup that was saved are counted, those that the program made are not', async () => {
  let now = 1_760_000_000_000;
  const { engine, store } = await openEngine({
    ...{ name: `backup-state-${Math.random()}`, locks: null, channel: null, clock: () => now },
    fetch: () => Promise.reject(new Error('no network in this test')),
  });
  const decide = (n: number) => engine.domains.setTags(`${n}.shop.example`, ['mine']);
  await store.decisions.seed('alert-rules-seeded', [{ key: 'all', value: true }]);
  for (let i = 0; i < MUCH_DECIDED; i++) await decide(i);
  expect(await engine.exchange.backupState()).toMatchObject({
    last: null,
    decisions: MUCH_DECIDED,
    due: true,
  });
  const written = await engine.exchange.exportAll();
  expect((await engine.exchange.backupState()).due, 'written, but nowhere saved').toBe(true);
  await decide(100);
  await engine.exchange.noteBackup(written.ok ? written.mark : -1);
  expect(await engine.exchange.backupState()).toMatchObject({ last: now / 1000, decisions: 1, due: false });
  for (let i = 0; i < MUCH_DECIDED; i++) await decide(i);
  now += BACKUP_OLD_SECONDS * 1000;
  expect((await engine.exchange.backupState()).due).toBe(true);
  engine.stop();
  store.close();
});
