import type { RefusalCode } from '../model/codes.ts';
import type { Refusal } from '../model/report.ts';

/**
 * Carries a refusal out of a byte stream, where no value can be returned. Thrown by `RawDocument.chunks()` and caught by
 * `unpack` and `readDocument`: it never leaves the stages.
 */
export class RefusalError extends Error {
  readonly refusal: Refusal;

  constructor(code: RefusalCode, detail: Refusal['detail'] = {}) {
    super(code);
    this.name = 'RefusalError';
    this.refusal = { code, detail };
  }
}
