import { RefusalError } from '../lib/refusal-error.ts';
import type { OtherItem, RawDocument, UnpackedItem } from '../model/document.ts';
import type { InputFile } from '../model/input.ts';
import type { MailContext, Note } from '../model/report.ts';
import { type ByteSource, blobSource, head, memorySource, settled } from './byte-source.ts';
import type { Container, Member } from './container.ts';
import { CONTAINERS } from './containers/registry.ts';
import {
  SMALL_DOCUMENT_BYTES,
  SMALL_FILE_BYTES,
  SNIFF_BYTES,
  UNPACK_LIMITS,
  type UnpackLimits,
} from './limits.ts';
import { Budget } from './meter.ts';
import { plainKind } from './plain-kind.ts';

export interface UnpackOptions {
  limits?: Partial<UnpackLimits>;
  signal?: AbortSignal;
}

/**
 * Opens a file and yields what is in it, in order: documents, members that cannot be opened, and things that are no
 * reports. Every input yields at least one item. What something is, its bytes say; names are only for paths.
 */
export async function* unpack(file: InputFile, options: UnpackOptions = {}): AsyncGenerator<UnpackedItem> {
  const budget = new Budget({ ...UNPACK_LIMITS, ...options.limits }, options.signal);
  const mail: MailContext | null = file.mail
    ? { fromDomain: file.mail.fromDomain.toLowerCase(), subject: '', date: null, messageId: '' }
    : null;
  try {
    const source =
      file.bytes || file.blob.size <= SMALL_FILE_BYTES
        ? memorySource(file.bytes ?? new Uint8Array(await file.blob.arrayBuffer()))
        : blobSource(file.blob);
    yield* open({ name: '', source, notes: [] }, file.name, 0, mail, [], budget);
  } catch (error) {
    if (error instanceof RefusalError) yield { kind: 'refused', path: file.name, refusal: error.refusal };
    else if (error instanceof DOMException) {
      yield {
        kind: 'refused',
        path: file.name,
        refusal: { code: 'unreadable', detail: { reason: error.message } },
      };
    } else throw error;
  }
}

async function* open(
  member: Member,
  path: string,
  depth: number,
  mail: MailContext | null,
  before: Note[],
  budget: Budget,
): AsyncGenerator<UnpackedItem> {
  const source = await settled(member.source, SMALL_DOCUMENT_BYTES);
  const start = await head(source, SNIFF_BYTES);
  const context = member.mail ?? mail;
  const container = member.isDocument ? undefined : CONTAINERS.find((c) => c.matches(start));
  if (!container) {
    const kind = member.isDocument ? 'document' : plainKind(start);
    if (kind !== 'document') yield { kind: 'other', path, reason: kind };
    else yield await document(member, source, path, context, before, budget);
    return;
  }
  if (depth >= budget.limits.depth) {
    throw new RefusalError('too-deep', { limit: budget.limits.depth, found: depth + 1 });
  }
  const notes = [...before, ...member.notes];
  if (container.isDocumentWithout) yield* openMail(container, source, path, depth, context, notes, budget);
  else yield* openMembers(container, source, path, depth, context, notes, budget);
}

async function* openMembers(
  container: Container,
  source: ByteSource,
  path: string,
  depth: number,
  mail: MailContext | null,
  notes: Note[],
  budget: Budget,
): AsyncGenerator<UnpackedItem> {
  let found = 0;
  for await (const inner of container.members(source, budget)) {
    found++;
    const innerPath = inner.name ? `${path}#${inner.name}` : path;
    if ('refusal' in inner) {
      yield { kind: 'refused', path: innerPath, refusal: inner.refusal };
      continue;
    }
    try {
      yield* open(inner, innerPath, depth + 1, mail, notes, budget);
    } catch (error) {
      if (!(error instanceof RefusalError) || stopsAll(error)) throw error;
      yield { kind: 'refused', path: innerPath, refusal: error.refusal };
    }
  }
  if (found === 0) {
    yield { kind: 'other', path, reason: { code: 'empty-container', detail: { container: container.id } } };
  }
}

/**
 * A mail's attachments. Pictures and the like are only named where there was a report beside them; a mail without any
 * is handed on whole, for it may be a failure report in plain text.
 */
async function* openMail(
  container: Container,
  source: ByteSource,
  path: string,
  depth: number,
  mail: MailContext | null,
  notes: Note[],
  budget: Budget,
): AsyncGenerator<UnpackedItem> {
  const others: OtherItem[] = [];
  let useful = 0;
  let context = mail;
  for await (const item of openMembers(container, source, path, depth, mail, notes, budget)) {
    if (item.kind === 'other') others.push(item);
    else {
      useful++;
      if (item.kind === 'document') context = item.mail;
      yield item;
    }
  }
  if (useful > 0) {
    yield* others;
    return;
  }
  yield await document({ name: '', source, notes: [] }, source, path, context, notes, budget);
}

/** Caps on the whole input end it; everything else concerns one member. */
function stopsAll(error: RefusalError): boolean {
  return ['total-size-limit', 'too-many-members', 'cancelled'].includes(error.refusal.code);
}

async function document(
  member: Member,
  source: ByteSource,
  path: string,
  mail: MailContext | null,
  before: Note[],
  budget: Budget,
): Promise<RawDocument> {
  const limit = budget.limits.inflatedBytes;
  if (source.size !== null && source.size > limit) {
    throw new RefusalError('inflated-size-limit', { limit, found: source.size });
  }
  const notes = [...before, ...member.notes];
  const base = before.length;
  return {
    kind: 'document',
    path,
    name: path.slice(Math.max(path.lastIndexOf('#'), path.lastIndexOf('/')) + 1),
    size: source.size,
    bytes: source.bytes,
    chunks: source.bytes
      ? () => source.chunks()
      : async function* () {
          yield* source.chunks();
          // A stream knows its repairs only at its end.
          notes.splice(base, notes.length - base, ...member.notes);
        },
    mail,
    packed: source.bytes && member.packed ? await member.packed() : null,
    notes,
  };
}
