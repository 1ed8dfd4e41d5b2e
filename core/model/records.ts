/**
 * Records of an aggregate report as columns. A report of any size is a sequence of blocks of at most
 * RECORDS_PER_BLOCK records, so that reading, storing and scanning it takes bounded memory.
 */

export const RECORDS_PER_BLOCK = 4_000;

/** Codes in the `disposition` column. */
export const DISPOSITIONS = ['none', 'quarantine', 'reject', 'pass', 'unknown'] as const;
/** Codes in the `dkimAligned` and `spfAligned` columns: what policy_evaluated said. */
export const ALIGNED_RESULTS = ['fail', 'pass', 'unknown'] as const;
/** Codes in the `dkimResult` column, RFC 8601; `unknown` where the raw value fits nothing. */
export const DKIM_RESULTS = [
  'none',
  'pass',
  'fail',
  'policy',
  'neutral',
  'temperror',
  'permerror',
  'unknown',
] as const;
/** Codes in the `spfResult` column, RFC 7208 section 2.6. */
export const SPF_RESULTS = [
  'none',
  'neutral',
  'pass',
  'fail',
  'softfail',
  'temperror',
  'permerror',
  'unknown',
] as const;
/** Codes in the `spfScope` column; `none` where the report gives no scope. */
export const SPF_SCOPES = ['none', 'helo', 'mfrom'] as const;

export type DkimResult = (typeof DKIM_RESULTS)[number];
export type SpfResultWord = (typeof SPF_RESULTS)[number];
export type SpfScope = (typeof SPF_SCOPES)[number];

/**
 * Up to RECORDS_PER_BLOCK records in columns. Columns named in the singular have one entry a record.
 * String columns hold indexes into `strings`; index 0 is always the empty string and means absent.
 * The `*Start` columns have `count + 1` entries: record i's DKIM results are `dkimStart[i]` up to
 * `dkimStart[i + 1]` of the `dkim*` columns, and likewise for SPF results and override reasons.
 */
export interface RecordBlock {
  count: number;
  strings: string[];
  /** Address as normalised text; the raw text where it is no address; 0 where missing. */
  sourceIp: Uint32Array;
  /** Messages; a Float64 because counts above 2^32 have been seen. */
  messages: Float64Array;
  disposition: Uint8Array;
  dkimAligned: Uint8Array;
  spfAligned: Uint8Array;
  headerFrom: Uint32Array;
  /** 0 where absent; `envelopeFromPresent` tells an empty element (a bounce) from a missing one. */
  envelopeFrom: Uint32Array;
  envelopeFromPresent: Uint8Array;
  envelopeTo: Uint32Array;
  dkimStart: Uint32Array;
  dkimDomain: Uint32Array;
  dkimSelector: Uint32Array;
  dkimResult: Uint8Array;
  /** human_result, or the raw result where it fits no code. */
  dkimText: Uint32Array;
  spfStart: Uint32Array;
  spfDomain: Uint32Array;
  spfScope: Uint8Array;
  spfResult: Uint8Array;
  spfText: Uint32Array;
  reasonStart: Uint32Array;
  /** Override type as found in lower case: forwarded, local_policy, mailing_list, policy_test_mode … */
  reasonType: Uint32Array;
  reasonComment: Uint32Array;
}
