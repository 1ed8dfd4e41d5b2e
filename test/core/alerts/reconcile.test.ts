import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultyFields } from '../../../core/alerts/check-rule.ts';
import { newRule } from '../../../core/alerts/default-rules.ts';
import { reconcile } from '../../../core/alerts/reconcile.ts';
import type { RaisedAlert } from '../../../core/model/alert.ts';
import type { StoredAlert } from '../../../core/model/stored.ts';

const alert = (change: Partial<StoredAlert> = {}): StoredAlert => ({
  id: 'r|example.com|20000',
  rule: 'r',
  kind: 'non-compliant-mail',
  domain: 'example.com',
  day: 20_000,
  at: 1,
  state: 'unread',
  notified: false,
  data: { messages: 12 },
  ...change,
});
const raised = (change: Partial<StoredAlert> = {}, notify = true): RaisedAlert => ({
  alert: alert(change),
  notify,
});

test('a first finding is unread, or only listed where it may not be notified', () => {
  expect(reconcile([], [raised()], 5)).toEqual({
    put: [alert({ at: 5 })],
    remove: [],
    tell: ['r|example.com|20000'],
  });
  const listed = reconcile([], [raised({}, false)], 5);
  expect([listed.put[0]?.state, listed.put[0]?.notified, listed.tell]).toEqual(['read', true, []]);
});

test('worse is unread again, even where it was done, and what it said before is kept [ALERT-2]', () => {
  const done = alert({ state: 'done', notified: true });
  const { put, tell } = reconcile([done], [raised({ data: { messages: 9_001 } })], 9);
  expect(tell).toEqual([done.id]);
  expect(put).toEqual([
    {
      ...done,
      at: 9,
      state: 'unread',
      notified: false,
      data: { messages: 9_001 },
      versions: [{ at: 1, data: { messages: 12 } }],
    },
  ]);
});

test('less is renewed without a word; the same changes nothing; what is no longer found is withdrawn [ALERT-1]', () => {
  const read = alert({ state: 'read', notified: true });
  const fewer = reconcile([read], [raised({ data: { messages: 11 } })], 9);
  expect([fewer.put[0]?.state, fewer.put[0]?.data, fewer.tell]).toEqual(['read', { messages: 11 }, []]);
  expect(reconcile([read], [raised()], 9)).toEqual({ put: [], remove: [], tell: [] });
  expect(reconcile([read], [], 9).remove).toEqual([read.id]);
});

test('a change told under an older identity is not told twice; another change of that day is', () => {
  const spf = { what: 'spf', name: 'example.com', at: 1, before: 'a', after: 'b' };
  const dmarc = { what: 'dmarc', name: '_dmarc.example.com', at: 2, before: 'a', after: 'b' };
  const old = alert({ kind: 'dns-changed', state: 'read', notified: true, data: { changes: [spf] } });
  const found = [spf, dmarc].map((each) =>
    raised({ id: `${old.id}|${each.what} ${each.name}`, kind: 'dns-changed', data: { changes: [each] } }),
  );
  const { tell, remove } = reconcile([old], found, 9);
  expect(tell).toEqual([`${old.id}|dmarc _dmarc.example.com`]);
  expect(remove).toEqual([old.id]);
});

test('after any steps the alerts are those that are found last, whatever came between [ALERT-2]', () => {
  const finding = fc.record({
    day: fc.integer({ min: 1, max: 4 }),
    messages: fc.integer({ min: 1, max: 9 }),
  });
  const findings = fc.uniqueArray(finding, { selector: (each) => each.day });
  fc.assert(
    fc.property(fc.array(findings, { minLength: 1, maxLength: 6 }), (steps) => {
      const of = (list: { day: number; messages: number }[]) =>
        list.map(({ day, messages }) => raised({ id: `r|d|${day}`, day, data: { messages } }));
      const said = (kept: StoredAlert[]) => kept.map(({ id, data }) => `${id} ${data.messages}`).sort();
      let kept: StoredAlert[] = [];
      steps.forEach((step, at) => {
        const { put, remove } = reconcile(kept, of(step), at);
        const gone = new Set([...remove, ...put.map(({ id }) => id)]);
        kept = [...kept.filter(({ id }) => !gone.has(id)), ...put];
      });
      expect(said(kept)).toEqual(said(reconcile([], of(steps.at(-1)!), 99).put));
    }),
  );
});

test('a kept value that is no rule is told by its faulty fields', () => {
  expect(faultyFields(newRule('dns-changed', 'x', 1))).toEqual([]);
  expect(faultyFields({ id: 'x', enabled: true, kind: 'non-compliant-mail' })).toEqual([
    'name',
    'domains',
    'statuses',
    'threshold',
    'silentDays',
    'perReporter',
    'watches',
    'created',
  ]);
  expect(faultyFields({ ...newRule('dns-changed', 'x', 1), threshold: Number.NaN })).toEqual(['threshold']);
  expect(faultyFields(null)).toContain('id');
});
