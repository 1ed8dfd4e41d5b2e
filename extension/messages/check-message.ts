/**
 * Checks what comes from content scripts. They live beside pages that may be hostile, so every field's type,
 * length and range is looked at before anything is done with it; what does not fit is not answered.
 */
import {
  CHUNK_BYTES,
  type FetchFile,
  type FileChunk,
  type FileIntent,
  type HeldFile,
  type ImportLarge,
  MAX_FILE_BYTES,
  type PageMessage,
  type UndoImport,
} from './protocol.ts';

const MAX_NAME = 1_000;
const MAX_URL = 8_000;
const MAX_DOMAIN = 255;
const MAX_KEY = 300;
const MAX_CHUNKS = Math.ceil(MAX_FILE_BYTES / CHUNK_BYTES);
/** Base64 of one piece, with its padding. */
const MAX_DATA = Math.ceil(CHUNK_BYTES / 3) * 4;
const HASH = /^[0-9a-f]{64}$/;
const TRANSFER = /^[0-9a-f-]{36}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

type Fields = Record<string, unknown>;

/** The message, or null where it is none that a page may send. */
export function checkPageMessage(message: unknown): PageMessage | null {
  if (typeof message !== 'object' || message === null) return null;
  const fields = message as Fields;
  switch (fields.type) {
    case 'file-chunk':
      return fileChunk(fields);
    case 'fetch-file':
      return fetchFile(fields);
    case 'held-file':
      return heldFile(fields);
    case 'undo-import':
      return undoImport(fields);
    case 'import-large':
      return importLarge(fields);
    case 'marks-changed':
    case 'need-marks':
    case 'open-files':
      return { type: fields.type };
    case 'open-report':
      return matches(fields.id, HASH) ? { type: 'open-report', id: fields.id } : null;
    case 'open-ignore':
      return matches(fields.id, HASH) && isText(fields.sender, MAX_KEY)
        ? { type: 'open-ignore', id: fields.id, sender: fields.sender }
        : null;
    default:
      return null;
  }
}

function fileChunk(fields: Fields): FileChunk | null {
  const { intent, transfer, name, mailDomain, index, count, size, data } = fields;
  if (!isIntent(intent) || !matches(transfer, TRANSFER)) return null;
  if (!isText(name, MAX_NAME) || !isText(mailDomain, MAX_DOMAIN)) return null;
  if (!isCount(count, 1, MAX_CHUNKS) || !isCount(index, 0, count - 1) || !isCount(size, 0, MAX_FILE_BYTES))
    return null;
  if (count !== Math.max(1, Math.ceil(size / CHUNK_BYTES))) return null;
  if (!isText(data, MAX_DATA) || data.length % 4 !== 0 || !BASE64.test(data)) return null;
  return { type: 'file-chunk', intent, transfer, name, mailDomain, index, count, size, data };
}

function fetchFile(fields: Fields): FetchFile | null {
  const { intent, webmail, url, name, mailDomain } = fields;
  if (!isIntent(intent) || !isText(webmail, 40) || !isText(url, MAX_URL)) return null;
  if (!isText(name, MAX_NAME) || !isText(mailDomain, MAX_DOMAIN)) return null;
  return { type: 'fetch-file', intent, webmail, url, name, mailDomain };
}

function heldFile(fields: Fields): HeldFile | null {
  const { intent } = fields;
  const file = namedFile(fields);
  return file && isIntent(intent) ? { type: 'held-file', intent, ...file } : null;
}

function undoImport(fields: Fields): UndoImport | null {
  const file = namedFile(fields);
  return file && { type: 'undo-import', ...file };
}

function namedFile({
  file,
  name,
  mailDomain,
}: Fields): Pick<HeldFile, 'file' | 'name' | 'mailDomain'> | null {
  if (!matches(file, HASH) || !isText(name, MAX_NAME) || !isText(mailDomain, MAX_DOMAIN)) return null;
  return { file, name, mailDomain };
}

function importLarge(fields: Fields): ImportLarge | null {
  const { url, name, mailDomain } = fields;
  if (!isText(url, MAX_URL) || !isText(name, MAX_NAME) || !isText(mailDomain, MAX_DOMAIN)) return null;
  return { type: 'import-large', url, name, mailDomain };
}

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;
const matches = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);
const isCount = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isIntent = (value: unknown): value is FileIntent =>
  value === 'read' || value === 'check' || value === 'import';
