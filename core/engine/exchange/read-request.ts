import { isUnixTime } from '../../lib/is-unix-time.ts';
import type { MailContext } from '../../model/report.ts';
import type { PeerRequest, ReportPiece } from './face.ts';
import {
  MAX_MESSAGE_REPORTS,
  MAX_PAGE_ROWS,
  MAX_PIECE_CHARS,
  MAX_REPORT_BYTES,
  MAX_WANTED,
} from './limits.ts';

const REPORT_ID = /^[0-9a-f]{64}$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const MAX_NAME = 600;
const MAX_MAIL_TEXT = 2_000;

/**
 * A question of the other store, rebuilt field by field; null where it is none. Any script in the app's page can
 * send one. Rows of a page are checked by the store that merges them.
 */
export function readRequest(value: unknown): PeerRequest | null {
  if (!isFields(value)) return null;
  switch (value.type) {
    case 'store':
      return { type: 'store' };
    case 'changes':
      return isCount(value.since, Number.MAX_SAFE_INTEGER) ? { type: 'changes', since: value.since } : null;
    case 'merge': {
      const { page } = value;
      if (!isFields(page) || !isList(page.registers, MAX_PAGE_ROWS) || !isList(page.decisions, MAX_PAGE_ROWS))
        return null;
      return {
        type: 'merge',
        page: {
          ...{ registers: page.registers, decisions: page.decisions },
          ...(page.more === true && { more: true }),
        },
      };
    }
    case 'wanted':
      return isCount(value.limit, MAX_WANTED) ? { type: 'wanted', limit: value.limit } : null;
    case 'reports':
      return isIdList(value.ids, MAX_MESSAGE_REPORTS) ? { type: 'reports', ids: value.ids } : null;
    case 'piece':
      return isId(value.id) && isCount(value.offset, MAX_REPORT_BYTES)
        ? { type: 'piece', id: value.id, offset: value.offset }
        : null;
    case 'put': {
      const pieces = readPieces(value.pieces);
      return pieces === null ? null : { type: 'put', pieces };
    }
    default:
      return null;
  }
}

/** Pieces of reports in one message; null where one of them, or all together, are not what they should be. */
export function readPieces(value: unknown): ReportPiece[] | null {
  if (!isList(value, MAX_MESSAGE_REPORTS)) return null;
  const pieces: ReportPiece[] = [];
  let chars = 0;
  for (const one of value) {
    const piece = readPiece(one);
    if (piece === null) return null;
    chars += piece.data.length;
    pieces.push(piece);
  }
  // each piece may add up to three bytes of padding
  return chars > MAX_PIECE_CHARS + 4 * MAX_MESSAGE_REPORTS ? null : pieces;
}

function readPiece(value: unknown): ReportPiece | null {
  if (!isFields(value) || !isId(value.id)) return null;
  const { id, fileName, size, offset, data } = value;
  const mail = readMail(value.mail);
  if (mail === undefined || !isText(fileName, MAX_NAME)) return null;
  if (!isCount(size, MAX_REPORT_BYTES) || !isCount(offset, size)) return null;
  if (!isText(data, MAX_PIECE_CHARS) || data.length % 4 !== 0 || !BASE64.test(data)) return null;
  return { id, fileName, mail, size, offset, data };
}

/** Undefined where it is no context of a mail. */
export function readMail(value: unknown): MailContext | null | undefined {
  if (value === null) return null;
  if (!isFields(value)) return undefined;
  const { fromDomain, subject, date, messageId } = value;
  if (![fromDomain, subject, messageId].every((it) => isText(it, MAX_MAIL_TEXT))) return undefined;
  if (date !== null && typeof date !== 'number') return undefined;
  return { fromDomain, subject, date: isUnixTime(date) ? date : null, messageId } as MailContext;
}

export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number from 0 to `most`. */
export function isCount(value: unknown, most: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && REPORT_ID.test(value);
}

export function isIdList(value: unknown, longest: number): value is string[] {
  return isList(value, longest) && value.every(isId);
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value.length <= longest;
}

function isList(value: unknown, longest: number): value is unknown[] {
  return Array.isArray(value) && value.length <= longest;
}
