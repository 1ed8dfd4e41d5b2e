import { expect, test } from 'vitest';
import { openEngine } from '../../../core/engine/open-engine.ts';
import { ROW_KINDS } from '../../../core/store/backup-shape.ts';
import { readBackup } from '../../../core/store/read-backup.ts';
import { madeReport, reportXml } from '../../support/messages.ts';
import { randomOf } from '../../support/random.ts';

const FLIPS = 2_000;
const CUTS = 200;

/** All that a backup gives: rows of each kind, and documents; and what it names as damaged. */
async function given(file: Blob) {
  const read = await readBackup(file);
  if (!read.ok)
    return { refused: read.refusal.code, rows: [] as string[], documents: [] as string[], damage: [] };
  const { backup } = read;
  const rows: string[] = [];
  for (const kind of ROW_KINDS) {
    for (const row of await backup.rows(kind)) rows.push(`${kind} ${JSON.stringify(row)}`);
  }
  const documents: string[] = [];
  for await (const { member, gzip } of backup.eachDocument()) documents.push(`${member} ${gzip.join()}`);
  return { refused: null, rows, documents, damage: backup.damage };
}

async function madeBackup(): Promise<Uint8Array> {
  const { engine, store } = await openEngine({
    name: `damage-${Math.random()}`,
    locks: null,
    channel: null,
    fetch: () => Promise.reject(new Error('no network in this test')),
  });
  const numbers = Array.from({ length: 6 }, (_, n) => n);
  await engine.intake.importFiles(
    numbers.map((n) => ({
      name: `${n}.xml`,
      blob: new Blob([reportXml(madeReport({ org: `org${n}.example` }))]),
    })),
    () => {},
  );
  await engine.domains.setTags('shop.example', ['a tag']);
  const result = await engine.exchange.exportAll();
  engine.stop();
  store.close();
  if (!result.ok) throw new Error(result.refusal.code);
  return new Uint8Array(await result.file.arrayBuffer());
}

test('a backup with any bit flipped, or cut anywhere, is read whole or says what is damaged [EXCH-6]', async () => {
  const bytes = await madeBackup();
  const whole = await given(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  expect(whole).toMatchObject({ refused: null, damage: [] });
  expect(whole.documents).toHaveLength(6);
  const all = new Set([...whole.rows, ...whole.documents]);
  const random = randomOf(7);
  const silent: string[] = [];
  async function check(what: string, file: Blob, most: number) {
    const found = await given(file);
    const got = [...found.rows, ...found.documents];
    if (got.some((it) => !all.has(it))) silent.push(`${what}: something was changed`);
    const isWhole = got.length === all.size;
    if (!isWhole && found.refused === null && found.damage.length === 0)
      silent.push(`${what}: something is missing`);
    // Damage takes no more with it than the part that it hit.
    if (found.refused !== null || found.damage.length > most)
      silent.push(`${what}: ${found.refused ?? 'much'}`);
  }
  for (let i = 0; i < FLIPS; i++) {
    const [at, bit] = [random(bytes.length), random(8)];
    const flipped = bytes.slice();
    flipped[at]! ^= 1 << bit;
    await check(`bit ${bit} of byte ${at}`, new Blob([flipped]), 2);
  }
  for (let i = 0; i < CUTS; i++) {
    // What is shorter than its first part is no backup any more.
    const length = 300 + random(bytes.length - 300);
    await check(`cut after ${length}`, new Blob([bytes.slice(0, length)]), 2);
  }
  expect(silent).toEqual([]);
}, 300_000);
