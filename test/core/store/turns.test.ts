import { expect, test } from 'vitest';
import { createTurns } from '../../../core/store/turns.ts';
import { oneLockManager } from '../../support/one-lock-manager.ts';

test.each([
  ['with locks of the platform', oneLockManager()],
  ['without them', null],
])('work of one key never overlaps, of whichever opening of the store, %s', async (_, locks) => {
  const openings = [createTurns(locks, 'store'), createTurns(locks, 'store')];
  const elsewhere = createTurns(locks, 'another store');
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    for (let i = 0; i < 5; i++) await Promise.resolve();
    log.push(`${name} ends`);
    return name;
  };
  const done = Promise.all([openings[0]!('a', work('one')), openings[1]!('a', work('two'))]);
  const other = Promise.all([openings[1]!('b', work('key')), elsewhere('a', work('store'))]);
  expect(await done).toEqual(['one', 'two']);
  await other;
  const of = (names: string[]) => log.filter((line) => names.includes(line.split(' ')[0]!));
  expect(of(['one', 'two'])).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  // Other keys and other stores wait for nobody.
  expect(log.indexOf('key begins')).toBeLessThan(log.indexOf('one ends'));
  expect(log.indexOf('store begins')).toBeLessThan(log.indexOf('one ends'));
});

test.each([
  ['with locks of the platform', oneLockManager()],
  ['without them', null],
])('work that fails tells its caller, and the next has its turn, %s', async (_, locks) => {
  const inTurn = createTurns(locks, 'failing');
  const failed = inTurn('a', () => Promise.reject(new Error('no disk')));
  const next = inTurn('a', async () => 'done');
  await expect(failed).rejects.toThrow('no disk');
  expect(await next).toBe('done');
});
