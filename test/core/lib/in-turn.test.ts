import { expect, test } from 'vitest';
import { inTurn } from '../../../core/lib/in-turn.ts';

test('work of one key runs in turn, a failure stops none, and other keys and owners do not wait', async () => {
  const owner = {};
  const done: string[] = [];
  let release = () => {};
  const gate = new Promise<void>((open) => {
    release = open;
  });
  const slow = inTurn(owner, 'a', async () => {
    await gate;
    done.push('slow');
    throw new Error('slow failed');
  });
  const next = inTurn(owner, 'a', async () => done.push('next'));
  await inTurn(owner, 'b', async () => done.push('other key'));
  await inTurn({}, 'a', async () => done.push('other owner'));
  expect(done).toEqual(['other key', 'other owner']);
  release();
  await expect(slow).rejects.toThrow('slow failed');
  await next;
  expect(done.slice(2)).toEqual(['slow', 'next']);
});
