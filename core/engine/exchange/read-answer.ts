import type { PutState, ReportPiece } from './face.ts';
import { MAX_MESSAGE_REPORTS, MAX_PAGE_ROWS, MAX_WANTED } from './limits.ts';
import { isCount, isFields, isIdList, readPieces } from './read-request.ts';

/** Answers of the other store by the type of the question, each rebuilt; null if the shape does not match. */
export const READ_ANSWER = {
  store(value: unknown): { store: string; parked: number | null } | null {
    if (!isFields(value) || typeof value.store !== 'string') return null;
    // Older versions do not say what they could not take.
    const parked = isCount(value.parked, Number.MAX_SAFE_INTEGER) ? value.parked : null;
    return /^[0-9a-z]{8,40}$/.test(value.store) ? { store: value.store, parked } : null;
  },
  changes(value: unknown): AnsweredPage | null {
    if (!isFields(value)) return null;
    const { registers, decisions, next, more } = value;
    if (!Array.isArray(registers) || !Array.isArray(decisions) || typeof more !== 'boolean') return null;
    if (registers.length > MAX_PAGE_ROWS || decisions.length > MAX_PAGE_ROWS) return null;
    return isCount(next, Number.MAX_SAFE_INTEGER) ? { registers, decisions, next, more } : null;
  },
  merge(value: unknown): { refused: number; parked: number; full: boolean; held: boolean } | null {
    if (!isFields(value)) return null;
    if (value.held === true) return { refused: 0, parked: 0, full: false, held: true };
    if (typeof value.full !== 'boolean') return null;
    const { refused, full, parked = 0 } = value;
    const most = 2 * MAX_PAGE_ROWS;
    return isCount(refused, most) && isCount(parked, most) ? { refused, parked, full, held: false } : null;
  },
  wanted(value: unknown): { ids: string[] } | null {
    return isFields(value) && isIdList(value.ids, MAX_WANTED) ? { ids: value.ids } : null;
  },
  reports(value: unknown): { pieces: ReportPiece[]; missing: string[] } | null {
    if (!isFields(value) || !isIdList(value.missing, MAX_MESSAGE_REPORTS)) return null;
    const pieces = readPieces(value.pieces);
    return pieces === null ? null : { pieces, missing: value.missing };
  },
  put(value: unknown): { states: PutState[]; full: boolean } | null {
    if (!isFields(value) || typeof value.full !== 'boolean') return null;
    const { states } = value;
    if (!Array.isArray(states) || states.length > MAX_MESSAGE_REPORTS) return null;
    return states.every(isPutState) ? { states, full: value.full } : null;
  },
} as const;

interface AnsweredPage {
  registers: unknown[];
  decisions: unknown[];
  next: number;
  more: boolean;
}

function isPutState(value: unknown): value is PutState {
  return ['more', 'stored', 'not-needed', 'refused', 'lost'].includes(value as string);
}
