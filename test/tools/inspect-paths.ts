import { openAsBlob } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DocumentResult } from '../../core/model/document.ts';
import type { Refusal } from '../../core/model/report.ts';
import { readDocument } from '../../core/report/read-document.ts';
import { unpack } from '../../core/unpack/unpack.ts';
import { type InspectRow, noteText, refusalText } from './inspect-rows.ts';

/** Rows for files and folders: folders recursively, names sorted by code points, paths as reached from the argument. */
export async function* inspectPaths(paths: string[]): AsyncGenerator<InspectRow> {
  for (const path of paths) {
    for await (const file of filesOf(path)) {
      if ('error' in file) {
        yield empty(file.path, 'rejected', { code: 'unreadable', detail: { reason: file.error } });
      } else yield* inspectFile(file.path, file.size);
    }
  }
}

export type Found = { path: string; size: number } | { path: string; error: string };

/**
 * Regular files of a path, folders recursively; what cannot be read is named with the reason. Each folder is read once:
 * links that lead back to it would go on for ever.
 */
export async function* filesOf(path: string, read = new Set<string>()): AsyncGenerator<Found> {
  try {
    const info = await stat(path);
    if (!info.isDirectory()) {
      // Pipes and devices could be read for ever
      if (info.isFile()) yield { path, size: info.size };
      else yield { path, error: 'no regular file' };
      return;
    }
    const place = `${info.dev}:${info.ino}`;
    if (read.has(place)) {
      yield { path, error: 'a folder that was read already' };
      return;
    }
    read.add(place);
    const names = (await readdir(path)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    for (const name of names) yield* filesOf(join(path, name), read);
  } catch (error) {
    yield { path, error: error instanceof Error ? error.message : String(error) };
  }
}

const IN_MEMORY = 4 * 1024 * 1024;

async function* inspectFile(path: string, size: number): AsyncGenerator<InspectRow> {
  let blob: Blob;
  try {
    blob = await blobOf(path, size);
  } catch (error) {
    yield empty(path, 'rejected', {
      code: 'unreadable',
      detail: { reason: error instanceof Error ? error.message : String(error) },
    });
    return;
  }
  for await (const item of unpack({ name: path, blob })) {
    if (item.kind === 'refused') yield empty(item.path, 'rejected', item.refusal);
    else if (item.kind === 'other') yield empty(item.path, 'not-a-report', item.reason);
    else for (const result of await readDocument(item)) yield row(item.path, result);
  }
}

/** A file's bytes; large ones stay on the disk. */
export async function blobOf(path: string, size: number): Promise<Blob> {
  return size <= IN_MEMORY ? new Blob([await readFile(path)]) : await openAsBlob(path);
}

function row(path: string, result: DocumentResult): InspectRow {
  const place = result.member === null ? path : `${path}#${result.member}`;
  if (!('report' in result)) {
    const turned = empty(place, result.outcome, result.refusal);
    turned.notes.push(...result.notes.map(noteText));
    return turned;
  }
  const { report } = result;
  const common = {
    path: place,
    kind: report.kind,
    outcome: result.outcome,
    notes: result.notes.map(noteText),
  };
  if (report.kind === 'aggregate') {
    return {
      ...common,
      report_id: report.reportId,
      org_name: report.orgName,
      domain: report.policy.domain,
      begin: report.begin || '',
      end: report.end || '',
      records: report.totals.records,
      messages: report.totals.messages,
      passed: report.totals.passed,
      dkim_aligned: report.totals.dkimAligned,
      spf_aligned: report.totals.spfAligned,
    };
  }
  if (report.kind === 'tls') {
    const sum = (key: 'successful' | 'failed') => report.policies.reduce((n, policy) => n + policy[key], 0);
    return {
      ...common,
      report_id: report.reportId,
      org_name: report.orgName,
      domain: report.policies.map((policy) => policy.domain).join(';'),
      begin: report.begin || '',
      end: report.end || '',
      records: report.policies.length,
      messages: sum('successful') + sum('failed'),
      passed: sum('successful'),
      dkim_aligned: 0,
      spf_aligned: 0,
    };
  }
  return {
    ...common,
    report_id: '',
    org_name: report.reporter,
    domain: report.reportedDomain,
    begin: report.arrival ?? '',
    end: report.arrival ?? '',
    records: 1,
    messages: 1,
    passed: 0,
    dkim_aligned: 0,
    spf_aligned: 0,
  };
}

function empty(path: string, outcome: 'rejected' | 'not-a-report', refusal: Refusal): InspectRow {
  return {
    path,
    kind: '',
    outcome,
    report_id: '',
    org_name: '',
    domain: '',
    begin: '',
    end: '',
    records: 0,
    messages: 0,
    passed: 0,
    dkim_aligned: 0,
    spf_aligned: 0,
    notes: [refusalText(refusal)],
  };
}
