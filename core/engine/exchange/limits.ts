/** Caps on what passes between two stores; whoever sends more is not answered. */

/** Bytes of documents in one message. */
export const PIECE_BYTES = 384 * 1024;
/** Base64 of them, with its padding. */
export const MAX_PIECE_CHARS = Math.ceil(PIECE_BYTES / 3) * 4;
/** Reports in one message. */
export const MAX_MESSAGE_REPORTS = 100;
/** Bytes of one report's document as gzip. */
export const MAX_REPORT_BYTES = 64 * 1024 * 1024;
/** Ids in one list of wanted reports. */
export const MAX_WANTED = 20_000;
/** Registers and decisions, each, in one message. */
export const MAX_PAGE_ROWS = 20_000;
/** Any one message as JSON. Browsers refuse 64 MB. */
export const MAX_MESSAGE_CHARS = 24 * 1024 * 1024;
/** Questions of one round, and its seconds: what has no end, or drips, is gone on with by the next round. */
export const MAX_ROUND_QUESTIONS = 5_000;
export const MAX_ROUND_SECONDS = 600;
/** Reports in pieces under way at once, and their bytes. */
export const MAX_ASSEMBLED_REPORTS = 4;
export const MAX_ASSEMBLED_BYTES = 80 * 1024 * 1024;
