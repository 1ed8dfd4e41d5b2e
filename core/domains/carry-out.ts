import type { ChangeEntry, HostCall, HostResult, TxtSet } from '../model/host.ts';
import { sameTexts } from './plan.ts';

/** One record at a host: what stands there, what a change would take, and the change itself. */
export interface RecordWriter {
  /** False: a person does what `plan` shows. */
  automatic: boolean;
  read(): Promise<HostResult<TxtSet | null>>;
  plan(text: string | null): Promise<HostResult<HostCall[]>>;
  /** Writes and reads back. */
  write(text: string | null): Promise<HostResult<TxtSet | null>>;
  /** What is to stand there once a person has done it. */
  wanted(text: string): TxtSet;
}

/** A line of the log before anything was done. */
export function newEntry(
  known: Pick<ChangeEntry, 'id' | 'time' | 'hostId' | 'domain' | 'action' | 'problem' | 'reverts' | 'record'>,
): ChangeEntry {
  return { ...known, before: null, after: null, result: 'failed', calls: [] };
}

/**
 * Carries a change out and fills in its line for the log: reads what the host holds, writes, reads back. A
 * change that fails half way is taken back where that can be done (`rolled-back`); else the line says
 * `half-done` with what the host holds now.
 */
export async function carryOut(
  writer: RecordWriter,
  text: string | null,
  start: ChangeEntry,
): Promise<ChangeEntry> {
  const entry = { ...start };
  const before = await writer.read();
  // A host by hand may not be in DNS yet; its steps are shown all the same.
  if (!before.ok && writer.automatic) return { ...entry, problem: before.problem };
  entry.before = before.ok ? before.value : null;
  const calls = await writer.plan(text);
  if (!calls.ok) return { ...entry, problem: calls.problem };
  entry.calls = calls.value;
  if (!writer.automatic) {
    return { ...entry, after: text === null ? null : writer.wanted(text), result: 'by-hand' };
  }
  const written = await writer.write(text);
  if (written.ok) return { ...entry, after: written.value, result: 'done' };
  return { ...entry, problem: written.problem, ...(await takeBack(writer, before)) };
}

async function takeBack(
  writer: RecordWriter,
  before: HostResult<TxtSet | null>,
): Promise<Pick<ChangeEntry, 'result' | 'after'>> {
  const now = await writer.read();
  if (!now.ok || !before.ok) return { result: 'half-done', after: null };
  const old = before.value;
  if (same(now.value, old)) return { result: 'failed', after: now.value };
  const restored = await writer.write(old?.texts[0] ?? null);
  if (restored.ok && same(restored.value, old)) return { result: 'rolled-back', after: restored.value };
  const left = await writer.read();
  return { result: 'half-done', after: left.ok ? left.value : null };
}

function same(a: TxtSet | null, b: TxtSet | null): boolean {
  return sameTexts(a?.texts ?? [], b?.texts ?? []);
}
