import { expect, test } from 'vitest';
import { defaultRules } from '../../../../core/alerts/default-rules.ts';
import { raiseAlerts } from '../../../../core/engine/alerts/alerts.ts';
import { createAlerts } from '../../../../core/engine/alerts/alerts-room.ts';
import { testStore } from '../../../support/stored-reports.ts';

const NOW = 20_400 * 86_400;

test('a rule of another shape stops only itself, and is shown as bad until it is taken away', async () => {
  const store = await testStore({ clock: () => NOW * 1000 });
  const { room } = createAlerts(
    store,
    () => NOW,
    (error) => expect(error).toBeNull(),
  );
  const good = await room.rules();
  expect(good.map((it) => it.id).sort()).toEqual(
    defaultRules(NOW)
      .map((it) => it.id)
      .sort(),
  );
  const bad = {
    evil: { enabled: true, kind: 'non-compliant-mail' },
    evil2: { ...good[0], id: 'evil2', kind: 'nonsense' },
    evil3: 7,
  };
  await store.decisions.set(
    'alert-rule',
    Object.entries(bad).map(([key, value]) => ({ key, value })),
  );
  await store.domains.change(['shop.example'], { listing: 'confirmed' });
  expect(await raiseAlerts(store, [], NOW)).toEqual([]);
  const rules = (await room.rules()).map((it) => it.id);
  expect(rules.filter((id) => Object.hasOwn(bad, id))).toEqual([]);
  expect((await room.badRules()).map((it) => it.id).sort()).toEqual(Object.keys(bad));
  for (const id of Object.keys(bad)) await room.deleteRule(id);
  expect(await room.badRules()).toEqual([]);
  store.close();
});
