import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DomainRow } from '../../../../core/engine/domains/face.ts';
import { changedTags, tagTotals } from '../../../../pwa/screens/domains/tag-totals.ts';

type Row = Pick<DomainRow, 'domain' | 'tags' | 'totals'>;
const row = (domain: string, tags: string[], messages: number, passed: number): Row => ({
  ...{ domain, tags },
  totals: { messages, passed, dkimAligned: 0, spfAligned: 0, none: 0, quarantine: 0, reject: 0 },
});

test('each tag has the sums of its domains; a domain of two tags counts in both [TAG-1]', () => {
  const rows = [
    row('a.example', ['Oak', 'Ash'], 100, 90),
    row('b.example', ['Oak'], 10, 1),
    row('c.example', [], 5, 5),
  ];
  expect(tagTotals(rows, new Set(['b.example', 'other.example']))).toEqual([
    { tag: 'Ash', domains: 1, messages: 100, passed: 90, needing: 0 },
    { tag: 'Oak', domains: 2, messages: 110, passed: 91, needing: 1 },
    { tag: '', domains: 1, messages: 5, passed: 5, needing: 0 },
  ]);
});

test('giving a tag and taking it away leaves every other tag, and is undone by the tags of before [TAG-1]', () => {
  const tag = fc.constantFrom('oak', 'ash', 'elm');
  const rows = fc.uniqueArray(
    fc.record({ domain: fc.stringMatching(/^[a-z]{1,6}$/), tags: fc.uniqueArray(tag) }),
    { selector: ({ domain }) => domain },
  );
  fc.assert(
    fc.property(rows, tag, fc.constantFrom('add' as const, 'remove' as const), (given, name, how) => {
      const changes = new Map(changedTags(given, ` ${name} `, how).map((each) => [each.domain, each.tags]));
      for (const { domain, tags } of given) {
        const after = changes.get(domain) ?? tags;
        expect(after.includes(name)).toBe(how === 'add');
        expect(after.filter((each) => each !== name)).toEqual(tags.filter((each) => each !== name));
        expect(changes.has(domain), 'only what differs').toBe(tags.includes(name) !== (how === 'add'));
      }
    }),
  );
  expect(changedTags([{ domain: 'a', tags: [] }], '  ', 'add')).toEqual([]);
});
