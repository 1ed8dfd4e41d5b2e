/** More files than this in one drop or folder are taken in several goes: a slip onto a whole disk must end. */
export const MAX_FILES = 200_000;

/** Folders are followed to this depth: a mail store is not deeper, and a loop must end. */
export const MAX_DEPTH = 16;
