import type { RecordBlock } from '../../model/records.ts';
import { encodeBlock } from '../codec/block-codec.ts';
import type { StoreContext } from '../context.ts';
import { withReserve } from '../reserve.ts';
import { guarded } from '../with-quota-errors.ts';
import type { StagedBlock } from './report-store.ts';

/** Blocks of one report held in memory; further ones are written before the report is complete. */
const BLOCKS_IN_MEMORY = 4;
/** A first block of up to so many records shares a pack, if it stays the only one. */
const PACKED_RECORDS = 500;
/** Without a way to tell which pages are open, staged rows this old are leftovers. Milliseconds. */
const STAGING_AGE_MS = 3_600_000;

/** Encodes a block and, past a few of them, writes it to a row that nothing names yet. */
export async function stageBlock(
  context: StoreContext,
  block: RecordBlock,
  alreadyStaged: number,
): Promise<StagedBlock> {
  // Small blocks are encoded with the pack they go into.
  if (alreadyStaged === 0 && block.count <= PACKED_RECORDS) {
    return { records: block.count, bytes: null, staged: null, block };
  }
  const bytes = encodeBlock(block);
  if (alreadyStaged < BLOCKS_IN_MEMORY) return { records: block.count, bytes, staged: null, block };
  const { db } = context;
  const staged = await guarded(context, () =>
    db.transaction('rw', [db.packBytes, db.staging], async () => {
      const n = await db.packBytes.add({ bytes } as never);
      await db.staging.put({ n, instance: context.instance, at: context.clock() });
      return n;
    }),
  );
  return { records: block.count, bytes: null, staged, block: null };
}

export async function dropStaged(context: StoreContext, blocks: readonly StagedBlock[]): Promise<void> {
  const rows = blocks.flatMap((block) => (block.staged === null ? [] : [block.staged]));
  if (rows.length > 0) await dropRows(context, rows);
}

/** Removes what pages that are gone left behind. Called when the store opens. */
export async function clearLeftovers(context: StoreContext): Promise<void> {
  const rows = await context.db.staging.toArray();
  if (rows.length === 0) return;
  const alive = await context.alive();
  const gone = rows.filter((row) =>
    alive === null ? row.at < context.clock() - STAGING_AGE_MS : !alive.has(row.instance),
  );
  if (gone.length > 0)
    await dropRows(
      context,
      gone.map((row) => row.n),
    );
}

async function dropRows(context: StoreContext, rows: number[]): Promise<void> {
  const { db } = context;
  await withReserve(context, () =>
    db.transaction('rw', [db.packBytes, db.staging], async () => {
      await db.packBytes.bulkDelete(rows);
      await db.staging.bulkDelete(rows);
    }),
  );
}
