import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedPath } from '../../support/shared.ts';
import { inspectPaths } from '../../tools/inspect-paths.ts';
import type { InspectRow } from '../../tools/inspect-rows.ts';

const cases = sharedPath('audit', 'cases');
if (!cases) console.log('cases from public reports not found beside the project: their tests are skipped');

/** 2025-11-27, 10:00 UTC: when the message of most cases came. The reports' own mails are of 01:00. */
const ARRIVED = 1_764_237_600;
const SENT = 1_764_205_200;
const DAY: [number, number] = [1_764_201_600, 1_764_287_999];

/** Rows of a case by file name (without its ending), in the order of the file. */
async function rowsOf(folder: string): Promise<Map<string, InspectRow[]>> {
  const found = new Map<string, InspectRow[]>();
  for await (const row of inspectPaths([join(cases!, folder)])) {
    const name = row.path.slice(row.path.lastIndexOf('/') + 1).replace(/\.[^.#]*(?:#.*)?$/, '');
    if (name !== 'EXPECT') found.set(name, [...(found.get(name) ?? []), row]);
  }
  expect(found.size).toBeGreaterThan(0);
  return found;
}

async function failures(folder: string): Promise<[name: string, row: InspectRow][]> {
  const rows = [...(await rowsOf(folder))].flatMap(([name, list]) =>
    list.map((row) => [name, row] as [string, InspectRow]),
  );
  for (const [name, row] of rows) expect([name, row.kind]).toEqual([name, 'failure']);
  return rows;
}

test.skipIf(!cases)('sparse failure reports have the domain and a time', async () => {
  for (const [, row] of await failures('73-ruf-sparse')) {
    expect(row).toMatchObject({ domain: 'example.com', begin: SENT });
  }
});

test.skipIf(!cases)('odd addresses of failure reports are read or noted', async () => {
  for (const [name, row] of await failures('74-ruf-source-ip')) {
    expect(row.domain).toBe('example.com');
    expect(row.notes.length > 0, name).toBe(name === '03' || name === '09');
  }
});

test.skipIf(!cases)('authors of reported messages give their domain', async () => {
  const odd: Record<string, string> = {
    a: 'sub.example.com',
    b: 'groups.example.com',
    f: 'xn--bcher-kva.example.com',
    g: 'mail_1.example.com',
    h: '',
    s: 'sub-domain.example.com',
  };
  for (const [name, row] of await failures('75-ruf-from-forms')) {
    expect([name, row.domain]).toEqual([name, odd[name] ?? 'example.com']);
  }
});

test.skipIf(!cases)('times of arrival are read in every form', async () => {
  for (const [name, row] of await failures('76-ruf-arrival')) {
    expect([name, row.begin]).toEqual([name, name === '12' ? SENT : ARRIVED]);
  }
});

test.skipIf(!cases)('every kind of part with the reported message is read', async () => {
  const rows = await failures('77-ruf-parts');
  for (const [name, row] of rows) expect([name, row.domain]).toEqual([name, 'example.com']);
  expect(rows.filter(([name]) => name === 'i-two-feedback')).toHaveLength(2);
});

test.skipIf(!cases)('a report sent on by a list is read, a quoted one is told [READ-7]', async () => {
  const rows = await rowsOf('78-ruf-list-wrapped');
  expect(rows.get('a')).toMatchObject([{ kind: 'failure', domain: 'example.com', begin: ARRIVED }]);
  expect(rows.get('b-quoted')).toMatchObject([{ outcome: 'not-a-report', notes: ['mail-without-report'] }]);
  expect(rows.get('c-html')).toMatchObject([{ outcome: 'not-a-report' }]);
});

test.skipIf(!cases)('adverts, bounces and colleagues are no reports', async () => {
  for (const [name, rows] of await rowsOf('84-ruf-false-positives')) {
    expect([name, rows.some((row) => row.kind !== '')]).toEqual([name, name.startsWith('g')]);
  }
});

test.skipIf(!cases)('words with the original attached are one failure report', async () => {
  const rows = await failures('85-ruf-plain-with-original');
  for (const [, row] of rows) expect(row).toMatchObject({ domain: 'example.com', begin: ARRIVED });
  expect(new Set(rows.map(([name]) => name)).size).toBe(rows.length);
});

test.skipIf(!cases)(
  'TLS reports that are no JSON are repaired where they have one meaning, else told',
  async () => {
    const rows = await rowsOf('70-tls-raw-newline');
    for (const [name, list] of rows) {
      const letter = name[0]!;
      if ('abdefhi'.includes(letter)) {
        expect(list).toHaveLength(letter === 'i' ? 2 : 1);
        for (const row of list) expect(row).toMatchObject({ kind: 'tls', messages: 9, passed: 7 });
      } else if (letter === 'l') expect(list).toMatchObject([{ outcome: 'not-a-report' }]);
      else {
        expect(list).toMatchObject([{ outcome: 'rejected' }]);
        expect(list[0]!.notes[0]).toMatch(/^broken-json reason=./);
      }
    }
  },
);

test.skipIf(!cases)('TLS reports of other shapes are read, with the sessions they tell of', async () => {
  const figures: Record<string, [messages: number, passed: number]> = {
    a: [6, 5],
    b: [7, 7],
    c: [3, 3],
    d: [5, 0],
    e: [4, 3],
    i: [4, 3],
    j: [4, 3],
  };
  for (const [name, [row]] of await rowsOf('71-tls-shapes')) {
    const [messages, passed] = figures[name[0]!] ?? [9, 7];
    expect(row).toMatchObject({ kind: 'tls', messages, passed, begin: DAY[0], end: DAY[1] });
    if ('dej'.includes(name[0]!)) expect(row!.notes.length).toBeGreaterThan(0);
  }
});

test.skipIf(!cases)('a TLS report of two domains names both', async () => {
  expect((await rowsOf('87-tls-two-domains')).get('a')).toMatchObject([
    { kind: 'tls', domain: 'mx.provider.example;example.com' },
  ]);
});
