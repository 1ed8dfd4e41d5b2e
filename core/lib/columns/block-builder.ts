import type { RecordBlock } from '../../model/records.ts';
import { GrowingF64, GrowingU8, GrowingU32 } from './growing.ts';

/**
 * Builds one column block. Codes and string indexes go in record by record: `addDkim`, `addSpf` and `addReason` belong to
 * the record that the next `addRecord` completes.
 *
 * ```ts
 * const b = new RecordBlockBuilder();
 * b.addDkim(b.string('example.com'), b.string('s1'), code(DKIM_RESULTS, 'pass'), 0);
 * b.addRecord({ sourceIp: b.string('192.0.2.1'), messages: 3, … });
 * const block = b.take();
 * ```
 */
export class RecordBlockBuilder {
  /** The first `#stringCount` are this block's; the array is used again, so that its room is made once. */
  readonly #strings: string[] = [''];
  #stringCount = 1;
  /** Where the strings are that `string` gave. */
  #index = new Map([['', 0]]);
  #sourceIp: GrowingU32;
  #messages: GrowingF64;
  #disposition: GrowingU8;
  #dkimAligned: GrowingU8;
  #spfAligned: GrowingU8;
  #headerFrom: GrowingU32;
  #envelopeFrom: GrowingU32;
  #envelopeFromPresent: GrowingU8;
  #envelopeTo: GrowingU32;
  #dkimStart: GrowingU32;
  #dkimDomain: GrowingU32;
  #dkimSelector: GrowingU32;
  #dkimResult: GrowingU8;
  #dkimText: GrowingU32;
  #spfStart: GrowingU32;
  #spfDomain: GrowingU32;
  #spfScope: GrowingU8;
  #spfResult: GrowingU8;
  #spfText: GrowingU32;
  #reasonStart: GrowingU32;
  #reasonType: GrowingU32;
  #reasonComment: GrowingU32;

  /** `capacity`: records expected, to save growing. */
  constructor(capacity = 16) {
    this.#sourceIp = new GrowingU32(capacity);
    this.#messages = new GrowingF64(capacity);
    this.#disposition = new GrowingU8(capacity);
    this.#dkimAligned = new GrowingU8(capacity);
    this.#spfAligned = new GrowingU8(capacity);
    this.#headerFrom = new GrowingU32(capacity);
    this.#envelopeFrom = new GrowingU32(capacity);
    this.#envelopeFromPresent = new GrowingU8(capacity);
    this.#envelopeTo = new GrowingU32(capacity);
    this.#dkimStart = new GrowingU32(capacity + 1);
    this.#dkimDomain = new GrowingU32(capacity);
    this.#dkimSelector = new GrowingU32(capacity);
    this.#dkimResult = new GrowingU8(capacity);
    this.#dkimText = new GrowingU32(capacity);
    this.#spfStart = new GrowingU32(capacity + 1);
    this.#spfDomain = new GrowingU32(capacity);
    this.#spfScope = new GrowingU8(capacity);
    this.#spfResult = new GrowingU8(capacity);
    this.#spfText = new GrowingU32(capacity);
    this.#reasonStart = new GrowingU32(capacity + 1);
    this.#reasonType = new GrowingU32(0);
    this.#reasonComment = new GrowingU32(0);
    this.#begin();
  }

  /** Records so far. */
  get count(): number {
    return this.#messages.length;
  }

  /** Index of a string in this block's dictionary; 0 for the empty one. */
  string(text: string): number {
    const known = this.#index.get(text);
    if (known !== undefined) return known;
    const at = this.unique(text);
    this.#index.set(text, at);
    return at;
  }

  /** The same for a text that no other call has, before or after, which the caller knows from a table of its own. */
  unique(text: string): number {
    this.#strings[this.#stringCount] = text;
    return this.#stringCount++;
  }

  stringAt(index: number): string {
    return this.#strings[index]!;
  }

  addDkim(domain: number, selector: number, result: number, text: number): void {
    this.#dkimDomain.push(domain);
    this.#dkimSelector.push(selector);
    this.#dkimResult.push(result);
    this.#dkimText.push(text);
  }

  addSpf(domain: number, scope: number, result: number, text: number): void {
    this.#spfDomain.push(domain);
    this.#spfScope.push(scope);
    this.#spfResult.push(result);
    this.#spfText.push(text);
  }

  addReason(type: number, comment: number): void {
    this.#reasonType.push(type);
    this.#reasonComment.push(comment);
  }

  addRecord(record: RecordColumns): void {
    this.#sourceIp.push(record.sourceIp);
    this.#messages.push(record.messages);
    this.#disposition.push(record.disposition);
    this.#dkimAligned.push(record.dkimAligned);
    this.#spfAligned.push(record.spfAligned);
    this.#headerFrom.push(record.headerFrom);
    this.#envelopeFrom.push(record.envelopeFrom);
    this.#envelopeFromPresent.push(record.envelopeFromPresent);
    this.#envelopeTo.push(record.envelopeTo);
    this.#dkimStart.push(this.#dkimDomain.length);
    this.#spfStart.push(this.#spfDomain.length);
    this.#reasonStart.push(this.#reasonType.length);
  }

  /** The finished block. The builder is empty after it, and may be used for the next. */
  take(): RecordBlock {
    const { count } = this;
    const strings = this.#strings.slice(0, this.#stringCount);
    this.#stringCount = 1;
    this.#index = new Map([['', 0]]);
    const block = {
      count,
      strings,
      sourceIp: this.#sourceIp.take(),
      messages: this.#messages.take(),
      disposition: this.#disposition.take(),
      dkimAligned: this.#dkimAligned.take(),
      spfAligned: this.#spfAligned.take(),
      headerFrom: this.#headerFrom.take(),
      envelopeFrom: this.#envelopeFrom.take(),
      envelopeFromPresent: this.#envelopeFromPresent.take(),
      envelopeTo: this.#envelopeTo.take(),
      dkimStart: this.#dkimStart.take(),
      dkimDomain: this.#dkimDomain.take(),
      dkimSelector: this.#dkimSelector.take(),
      dkimResult: this.#dkimResult.take(),
      dkimText: this.#dkimText.take(),
      spfStart: this.#spfStart.take(),
      spfDomain: this.#spfDomain.take(),
      spfScope: this.#spfScope.take(),
      spfResult: this.#spfResult.take(),
      spfText: this.#spfText.take(),
      reasonStart: this.#reasonStart.take(),
      reasonType: this.#reasonType.take(),
      reasonComment: this.#reasonComment.take(),
    };
    this.#begin();
    return block;
  }

  #begin(): void {
    this.#dkimStart.push(0);
    this.#spfStart.push(0);
    this.#reasonStart.push(0);
  }
}

/** One record as codes and string indexes of the block it goes into. */
export interface RecordColumns {
  sourceIp: number;
  messages: number;
  /** Index in DISPOSITIONS. */
  disposition: number;
  /** Index in ALIGNED_RESULTS. */
  dkimAligned: number;
  spfAligned: number;
  headerFrom: number;
  envelopeFrom: number;
  envelopeFromPresent: number;
  envelopeTo: number;
}
