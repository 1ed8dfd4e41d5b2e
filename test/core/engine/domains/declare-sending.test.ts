import { expect, test } from 'vitest';
import { CHOSEN_ACTIVE_KIND } from '../../../../core/engine/domains/context.ts';
import { declareSending } from '../../../../core/engine/domains/declare-sending.ts';
import { testStore } from '../../../support/stored-reports.ts';

test('who chose Active and later says that the domain sends nothing is asked again; other words leave the choice [STATUS-3]', async () => {
  const store = await testStore();
  const chosen = () => store.decisions.get<boolean>(CHOSEN_ACTIVE_KIND, 'a.example');
  await store.decisions.set(CHOSEN_ACTIVE_KIND, [{ key: 'a.example', value: true }]);
  for (const said of ['sends', null] as const) {
    await declareSending(store, 'a.example', said);
    expect(await chosen()).toBe(true);
  }
  await declareSending(store, 'a.example', 'non-sending');
  expect(await chosen()).toBeNull();
  store.close();
});
