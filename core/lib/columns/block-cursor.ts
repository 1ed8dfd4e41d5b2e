import {
  ALIGNED_RESULTS,
  DISPOSITIONS,
  DKIM_RESULTS,
  type DkimResult,
  type RecordBlock,
  SPF_RESULTS,
  SPF_SCOPES,
  type SpfResultWord,
  type SpfScope,
} from '../../model/records.ts';

/** One record of a block as a plain object; absent strings are ''. For views and tests, not for hot paths. */
export interface PlainRecord {
  sourceIp: string;
  messages: number;
  disposition: (typeof DISPOSITIONS)[number];
  dkimAligned: (typeof ALIGNED_RESULTS)[number];
  spfAligned: (typeof ALIGNED_RESULTS)[number];
  headerFrom: string;
  envelopeFrom: string;
  envelopeFromPresent: boolean;
  envelopeTo: string;
  dkim: { domain: string; selector: string; result: DkimResult; text: string }[];
  spf: { domain: string; scope: SpfScope; result: SpfResultWord; text: string }[];
  reasons: { type: string; comment: string }[];
}

/** Record `i` of a block, 0 ≤ i < block.count. */
export function recordAt(block: RecordBlock, i: number): PlainRecord {
  const text = (column: Uint32Array, at: number) => block.strings[column[at]!]!;
  const dkim: PlainRecord['dkim'] = [];
  for (let k = block.dkimStart[i]!; k < block.dkimStart[i + 1]!; k++) {
    dkim.push({
      domain: text(block.dkimDomain, k),
      selector: text(block.dkimSelector, k),
      result: DKIM_RESULTS[block.dkimResult[k]!]!,
      text: text(block.dkimText, k),
    });
  }
  const spf: PlainRecord['spf'] = [];
  for (let k = block.spfStart[i]!; k < block.spfStart[i + 1]!; k++) {
    spf.push({
      domain: text(block.spfDomain, k),
      scope: SPF_SCOPES[block.spfScope[k]!]!,
      result: SPF_RESULTS[block.spfResult[k]!]!,
      text: text(block.spfText, k),
    });
  }
  const reasons: PlainRecord['reasons'] = [];
  for (let k = block.reasonStart[i]!; k < block.reasonStart[i + 1]!; k++) {
    reasons.push({ type: text(block.reasonType, k), comment: text(block.reasonComment, k) });
  }
  return {
    sourceIp: text(block.sourceIp, i),
    messages: block.messages[i]!,
    disposition: DISPOSITIONS[block.disposition[i]!]!,
    dkimAligned: ALIGNED_RESULTS[block.dkimAligned[i]!]!,
    spfAligned: ALIGNED_RESULTS[block.spfAligned[i]!]!,
    headerFrom: text(block.headerFrom, i),
    envelopeFrom: text(block.envelopeFrom, i),
    envelopeFromPresent: block.envelopeFromPresent[i] === 1,
    envelopeTo: text(block.envelopeTo, i),
    dkim,
    spf,
    reasons,
  };
}

/** All records of a block in order. */
export function* records(block: RecordBlock): Generator<PlainRecord> {
  for (let i = 0; i < block.count; i++) yield recordAt(block, i);
}
