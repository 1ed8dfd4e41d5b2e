import { strToU8 } from 'fflate';
import { describe, expect, test } from 'vitest';
import { CONTAINERS } from '../../core/unpack/containers/registry.ts';
import { CONTAINER_FIXTURES } from '../support/container-fixtures.ts';
import { mutated } from '../support/mutated.ts';
import { randomOf } from '../support/random.ts';
import { readFile, unpacked } from '../support/unpacked.ts';
import { generateReport } from '../tools/generated-reports.ts';

const reports = [1, 2].map(
  (n) =>
    generateReport({
      reporter: { orgName: 'host', email: 'noreply@host.example', host: 'host.example', style: 'plain' },
      domain: 'example.com',
      policy: 'reject',
      begin: 1_735_689_600,
      end: 1_735_775_999,
      reportId: `r${n}`,
      records: 3,
      rfc9990: false,
      random: randomOf(n),
    }).xml,
);
const members = reports.map((bytes, i) => ({ name: `r${i + 1}.xml`, bytes }));

test('every registered container has a fixture, and every fixture a container', () => {
  expect(Object.keys(CONTAINER_FIXTURES).sort()).toEqual(CONTAINERS.map((c) => c.id).sort());
});

describe.each(CONTAINERS.map((container) => [container.id, container] as const))('%s', (id, container) => {
  const fixture = CONTAINER_FIXTURES[id]!;
  const file = fixture.make(members);
  const inside = fixture.many ? members : members.slice(0, 1);

  test('knows itself by content, and nothing else for itself', () => {
    expect(CONTAINERS.filter((c) => c.matches(file.subarray(0, 4096))).map((c) => c.id)).toEqual([id]);
    for (const other of [
      '<?xml version="1.0"?><feedback/>',
      '{"organization-name":"x"}',
      'a;b;c\n1;2;3\n',
      '%PDF-1.7',
      '',
    ]) {
      expect(container.matches(strToU8(other))).toBe(false);
    }
  }, 30_000);

  test('gives its members whole, in order, twice if asked', async () => {
    for (let time = 0; time < 2; time++) {
      const items = await unpacked(file);
      expect(items.map((item) => item.text)).toEqual(
        inside.map((m) => Buffer.from(m.bytes).toString('utf8')),
      );
      expect(items.every((item) => item.path.startsWith('file'))).toBe(true);
    }
  }, 30_000);

  test('holds its own kind and every other kind, up to the depth allowed', async () => {
    for (const outer of Object.values(CONTAINER_FIXTURES)) {
      if (outer.text) continue;
      const results = await readFile(outer.make([{ name: 'inner', bytes: file }]));
      expect(results.map((r) => r.outcome)).toEqual(
        inside.map(() => (outer.repairs || fixture.repairs ? 'repaired' : 'report')),
      );
    }
    if (fixture.text) return;
    let deep = file;
    for (let i = 0; i < 8; i++) deep = fixture.make([{ name: 'deeper', bytes: deep }]);
    expect(await readFile(deep)).toMatchObject([{ outcome: 'rejected', refusal: { code: 'too-deep' } }]);
  }, 30_000);

  test('is refused with the figure above a cap', async () => {
    const [result] = await readFile(file, { inflatedBytes: 500, heldBytes: 1e9 });
    expect(result).toMatchObject({ outcome: 'rejected', refusal: { detail: { limit: 500 } } });
    if (fixture.many) {
      const many = await readFile(fixture.make(members), { members: 1 });
      expect(many.at(-1)).toMatchObject({ refusal: { code: 'too-many-members', detail: { limit: 1 } } });
    }
  }, 30_000);

  test('cut off anywhere, it ends in results and never in an exception', async () => {
    const step = Math.max(1, Math.floor(file.length / 60));
    for (let length = 0; length < file.length; length += step) {
      const results = await readFile(file.subarray(0, length));
      expect(results.length).toBeGreaterThan(0);
    }
  }, 30_000);

  test('damaged anywhere, it ends in results and never in an exception', async () => {
    const random = randomOf(11);
    for (let i = 0; i < 150; i++) {
      const results = await readFile(mutated(file, random), { inflatedBytes: 1e6, totalBytes: 1e7 });
      expect(results.length).toBeGreaterThan(0);
    }
  }, 30_000);
});
