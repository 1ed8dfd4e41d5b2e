/** Caps on hostile input. Above a cap the input is refused with the figure; nothing is cut off silently. */
export interface UnpackLimits {
  /** Bytes of a compressed file (gzip, zlib, zip). */
  compressedBytes: number;
  /** Bytes of one document after unpacking. A million records take about 600 MB. */
  inflatedBytes: number;
  /** Bytes inflated for one input file, over all its members and layers. */
  totalBytes: number;
  /** Inflated bytes for each compressed byte, looked at once `ratioFromBytes` are out. Deflate's own limit is 1032. */
  ratio: number;
  ratioFromBytes: number;
  /** Members of one input file, over all layers. */
  members: number;
  /** Containers within containers. */
  depth: number;
  /** Bytes of one mail, or of a member that has to be held whole (a zip in a zip, a mail in an mbox). */
  heldBytes: number;
  /** Bytes of a zip's central directory. */
  zipDirectoryBytes: number;
  /** Work done for one input file: `work` units at any rate, and `workPerByte` more for each byte of it or out of it. */
  work: number;
  workPerByte: number;
  /** Tags read tolerantly for one input file: `markup` at any rate, and `markupPerByte` more for each byte of it. */
  markup: number;
  markupPerByte: number;
}

export const MAX_COMPRESSED_BYTES = 512 * 1024 * 1024;
export const MAX_INFLATED_BYTES = 768 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024;
export const MAX_RATIO = 500;
export const RATIO_FROM_BYTES = 8 * 1024 * 1024;
export const MAX_MEMBERS = 50_000;
export const MAX_DEPTH = 6;
export const MAX_HELD_BYTES = 96 * 1024 * 1024;
/** Bytes of a zip's central directory: 50,000 members with long names. */
export const MAX_ZIP_DIRECTORY_BYTES = 16 * 1024 * 1024;

/** A unit is a byte that is copied or looked at again; reading a file takes a few for each byte of it. */
export const MAX_WORK = 128 * 1024 * 1024;
export const MAX_WORK_PER_BYTE = 16;
/** A tag costs the tolerant reader 2 µs and some hundred bytes. An honest report packs to no less than a byte for two tags. */
export const MAX_MARKUP = 200_000;
export const MAX_MARKUP_PER_BYTE = 2;

export const UNPACK_LIMITS: UnpackLimits = {
  compressedBytes: MAX_COMPRESSED_BYTES,
  inflatedBytes: MAX_INFLATED_BYTES,
  totalBytes: MAX_TOTAL_BYTES,
  ratio: MAX_RATIO,
  ratioFromBytes: RATIO_FROM_BYTES,
  members: MAX_MEMBERS,
  depth: MAX_DEPTH,
  heldBytes: MAX_HELD_BYTES,
  zipDirectoryBytes: MAX_ZIP_DIRECTORY_BYTES,
  work: MAX_WORK,
  workPerByte: MAX_WORK_PER_BYTE,
  markup: MAX_MARKUP,
  markupPerByte: MAX_MARKUP_PER_BYTE,
};

/**
 * Compressed bytes inflated at a time. Deflate can grow 1032 times, so one step gives at most 4 MB before a cap is
 * looked at.
 */
export const INFLATE_SLICE = 4 * 1024;
/** Documents up to this size are handed on in one piece. */
export const SMALL_DOCUMENT_BYTES = 1024 * 1024;
/** Files up to this size are read at once; larger ones in slices of READ_SLICE. */
export const SMALL_FILE_BYTES = 4 * 1024 * 1024;
export const READ_SLICE = 128 * 1024;
/** Work that opening one member or part takes, in bytes copied in the same time. */
export const MEMBER_WORK = 4096;
/** Members that a file of any size may have, and bytes of the file for each one more: packed, a report takes hundreds. */
export const FREE_MEMBERS = 1000;
export const MIN_MEMBER_BYTES = 32;
/** Work that a line of a mail takes, whose parser handles each by itself. */
export const LINE_WORK = 1024;
/** Characters of a member's name that are kept in its path. */
export const MAX_MEMBER_NAME = 1000;
/** Bytes looked at to tell what something is. */
export const SNIFF_BYTES = 4096;
