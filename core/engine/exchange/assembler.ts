import { fromBase64 } from '../../lib/base64.ts';
import type { ExchangedReport } from '../../store/exchange-store.ts';
import type { ReportPiece } from './face.ts';
import { MAX_ASSEMBLED_BYTES, MAX_ASSEMBLED_REPORTS } from './limits.ts';

interface Part {
  bytes: Uint8Array;
  filled: number;
}

export interface AssemblerLimits {
  reports: number;
  /** Bytes of all reports under way. */
  bytes: number;
}

/**
 * Puts reports together from their pieces. A piece that comes twice changes nothing; one that comes before its
 * time is `lost`, and the sender begins anew. The oldest report under way makes room for others.
 */
export class Assembler {
  readonly #limits: AssemblerLimits;
  readonly #parts = new Map<string, Part>();

  constructor(limits: Partial<AssemblerLimits> = {}) {
    this.#limits = { reports: MAX_ASSEMBLED_REPORTS, bytes: MAX_ASSEMBLED_BYTES, ...limits };
  }

  add(piece: ReportPiece): ExchangedReport | 'more' | 'lost' | 'refused' {
    const data = fromBase64(piece.data);
    if (data === null || piece.offset + data.length > piece.size) return 'refused';
    const { id, fileName, mail } = piece;
    if (data.length === piece.size) return { id, fileName, mail, gzip: data };
    const known = this.#parts.get(id);
    const part = known?.bytes.length === piece.size ? known : this.#begin(id, piece.size);
    if (part === null) return 'refused';
    if (piece.offset > part.filled) return 'lost';
    this.#parts.set(id, part);
    part.bytes.set(data, piece.offset);
    part.filled = Math.max(part.filled, piece.offset + data.length);
    if (part.filled < piece.size) return 'more';
    this.#parts.delete(id);
    return { id, fileName, mail, gzip: part.bytes };
  }

  /** Null where a report of this size has no room at all. */
  #begin(id: string, size: number): Part | null {
    if (size > this.#limits.bytes) return null;
    this.#parts.delete(id);
    let bytes = size;
    for (const part of this.#parts.values()) bytes += part.bytes.length;
    for (const [old, part] of this.#parts) {
      if (this.#parts.size < this.#limits.reports && bytes <= this.#limits.bytes) break;
      bytes -= part.bytes.length;
      this.#parts.delete(old);
    }
    return { bytes: new Uint8Array(size), filled: 0 };
  }
}
