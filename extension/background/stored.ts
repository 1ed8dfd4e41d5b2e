/** The extension's own store, as the background uses it. */
import type { Overview } from '../messages/own-protocol.ts';
import type { MarkReport } from '../messages/protocol.ts';
import type { FoundReport } from './read-file.ts';

export async function withStore(marks: MarkReport[], _found: FoundReport[]): Promise<MarkReport[]> {
  return marks;
}

export async function importFile(_file: { name: string; blob: Blob; mailDomain: string }): Promise<void> {}

export async function storeOverview(): Promise<Overview> {
  return { recent: [], attention: [], alerts: 0 };
}
