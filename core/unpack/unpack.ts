import { RefusalError } from '../lib/refusal-error.ts';
import { unexpectedRefusal } from '../lib/unexpected-refusal.ts';
import type { OtherItem, RawDocument, UnpackedItem } from '../model/document.ts';
import type { InputFile } from '../model/input.ts';
import type { MailContext, Note, Refusal } from '../model/report.ts';
import { type ByteSource, blobSource, head, memorySource, settled } from './byte-source.ts';
import { closedReport } from './closed-report.ts';
import type { Container, Member } from './container.ts';
import { CONTAINERS } from './containers/registry.ts';
import {
  MAX_MEMBER_NAME,
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
  /** Called as the work goes on, with the bytes inflated so far. */
  onWork?: (bytes: number) => void;
}

/** Where a member was found. */
interface Place {
  /** `file`, or `file#member`. */
  path: string;
  /** Containers around it. */
  depth: number;
  /** The mail it came in. */
  mail: MailContext | null;
  /** Repairs that were needed to get at it. */
  notes: Note[];
  budget: Budget;
}

/**
 * Opens a file and yields what is in it, in order: documents, members that cannot be opened, and things that are no
 * reports. Every input yields at least one item. What something is, its bytes say; names are only for paths. Throws nothing:
 * a fault of a reader is a refusal as well.
 */
export async function* unpack(file: InputFile, options: UnpackOptions = {}): AsyncGenerator<UnpackedItem> {
  const limits = { ...UNPACK_LIMITS, ...options.limits };
  const budget = new Budget(limits, file.bytes?.length ?? file.blob.size, options);
  const mail: MailContext | null = file.mail
    ? { fromDomain: file.mail.fromDomain.toLowerCase(), subject: '', date: null, messageId: '' }
    : null;
  try {
    const source =
      file.bytes || file.blob.size <= SMALL_FILE_BYTES
        ? memorySource(file.bytes ?? new Uint8Array(await file.blob.arrayBuffer()))
        : blobSource(file.blob);
    const place: Place = { path: file.name, depth: 0, mail, notes: [], budget };
    yield* open({ name: '', source, notes: [] }, place);
  } catch (error) {
    yield { kind: 'refused', path: file.name, refusal: refusalOf(error) };
  }
}

/** What a failure comes to. The platform says by a DOMException that a file was moved, or may not be read. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusalError) return error.refusal;
  if (error instanceof DOMException) return { code: 'unreadable', detail: { reason: error.message } };
  return unexpectedRefusal(error);
}

async function* open(member: Member, at: Place): AsyncGenerator<UnpackedItem> {
  const { budget, path, depth } = at;
  const source = await settled(member.source, SMALL_DOCUMENT_BYTES);
  const start = await head(source, SNIFF_BYTES);
  const place = { ...at, mail: member.mail ?? at.mail };
  const container = member.isDocument ? undefined : CONTAINERS.find((c) => c.matches(start));
  if (!container) {
    const kind = member.isDocument ? 'document' : plainKind(start);
    if (kind !== 'document') yield { kind: 'other', path, reason: kind };
    else yield await document(member, source, place);
    return;
  }
  if (depth >= budget.limits.depth) {
    throw new RefusalError('too-deep', { limit: budget.limits.depth, found: depth + 1 });
  }
  place.notes = [...at.notes, ...member.notes];
  if (container.isDocumentWithout) yield* openMail(container, source, place);
  else yield* openMembers(container, source, place);
}

async function* openMembers(
  container: Container,
  source: ByteSource,
  at: Place,
): AsyncGenerator<UnpackedItem> {
  let found = 0;
  for await (const inner of container.members(source, at.budget)) {
    found++;
    const path = inner.name ? `${at.path}#${inner.name.slice(0, MAX_MEMBER_NAME)}` : at.path;
    if ('refusal' in inner) {
      yield { kind: 'refused', path, refusal: inner.refusal };
      continue;
    }
    try {
      yield* open(inner, { ...at, path, depth: at.depth + 1 });
    } catch (error) {
      if (error instanceof RefusalError && stopsAll(error)) throw error;
      yield { kind: 'refused', path, refusal: refusalOf(error) };
    }
  }
  if (found === 0) {
    yield {
      kind: 'other',
      path: at.path,
      reason: { code: 'empty-container', detail: { container: container.id } },
    };
  }
}

/**
 * A mail's attachments. Pictures and the like are only named where there was a report beside them, or where an attachment may
 * be a report that cannot be opened; a mail without any is handed on whole, for it may be a failure report in plain text.
 */
async function* openMail(container: Container, source: ByteSource, at: Place): AsyncGenerator<UnpackedItem> {
  const others: OtherItem[] = [];
  let useful = 0;
  let { mail } = at;
  for await (const item of openMembers(container, source, at)) {
    if (item.kind === 'other') others.push(item);
    else {
      useful++;
      if (item.kind === 'document') mail = item.mail;
      yield item;
    }
  }
  if (useful > 0) {
    yield* others;
    return;
  }
  let closed = 0;
  for (const item of others) {
    const refusal = closedReport(item);
    if (!refusal) continue;
    closed++;
    yield { kind: 'refused', path: item.path, refusal };
  }
  if (closed > 0) return;
  yield await document({ name: '', source, notes: [] }, source, { ...at, mail });
}

/** Caps on the whole input end it; everything else concerns one member. */
function stopsAll(error: RefusalError): boolean {
  return STOPPING.has(error.refusal.code);
}

const STOPPING = new Set([
  'total-size-limit',
  'total-ratio-limit',
  'too-many-members',
  'too-much-work',
  'cancelled',
]);

async function document(member: Member, source: ByteSource, at: Place): Promise<RawDocument> {
  const limit = at.budget.limits.inflatedBytes;
  if (source.size !== null && source.size > limit) {
    throw new RefusalError('inflated-size-limit', { limit, found: source.size });
  }
  const { path } = at;
  const notes = [...at.notes, ...member.notes];
  const base = at.notes.length;
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
    mail: at.mail,
    spendMarkup: (tags) => at.budget.spendMarkup(tags),
    packed: source.bytes && member.packed ? await member.packed() : null,
    notes,
  };
}
