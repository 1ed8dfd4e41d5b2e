import { RecordBlockBuilder, type RecordColumns } from '../../lib/columns/block-builder.ts';
import { isCanonicalIpv6, parseIpv4 } from '../../lib/ip.ts';
import { reportedDomain } from '../../lib/reported-domain.ts';
import type { NoteCode } from '../../model/codes.ts';
import {
  ALIGNED_RESULTS,
  DISPOSITIONS,
  DKIM_RESULTS,
  RECORDS_PER_BLOCK,
  type RecordBlock,
  SPF_RESULTS,
} from '../../model/records.ts';
import type { TextDecoding } from '../decode-text.ts';
import type { Notes } from '../notes.ts';
import { ByteInterner, isPlain } from './byte-interner.ts';
import { emptyTotals } from './empty-totals.ts';
import { normaliseAddress } from './normalise-address.ts';
import { parseCount } from './parse-count.ts';
import { PassesByFrom } from './passes-by-from.ts';
import { RowDigest } from './row-digest.ts';
import {
  ALIGNED_PASS,
  ALIGNED_UNKNOWN,
  alignedCode,
  type Coded,
  DISPOSITION_UNKNOWN,
  DKIM_NONE,
  dispositionCode,
  dkimCode,
  SCOPE_NONE,
  SPF_NONE,
  scopeCode,
  spfCode,
} from './value-codes.ts';
import { FIELD, FIELDS } from './vocabulary.ts';

/** What a cached raw value was read as. One slot of the cache each. */
const AS = {
  text: 0,
  domain: 1,
  address: 2,
  aligned: 3,
  disposition: 4,
  dkim: 5,
  spf: 6,
  scope: 7,
  type: 8,
  own: 9,
  headerFrom: 10,
};
const ROLES = 11;
/** Words of the codes, for notes. */
const WORDS: Record<number, readonly string[]> = {
  [AS.aligned]: ALIGNED_RESULTS,
  [AS.disposition]: DISPOSITIONS,
  [AS.dkim]: DKIM_RESULTS,
  [AS.spf]: SPF_RESULTS,
};
const ODD = 0x10000;
const KEEP = 0x20000;

/**
 * Normalises records from raw values into column blocks. Raw values are numbers of this block's interner, -1 for absent, so
 * that each distinct value is normalised once a block.
 */
export class RecordNormaliser {
  readonly interner = new ByteInterner();
  readonly totals = emptyTotals();
  /** Records that tell of nothing, and are left out. */
  emptyRecords = 0;
  readonly rows = new RowDigest();
  readonly passes = new PassesByFrom();
  /** Finished blocks, for the caller to take away. */
  ready: RecordBlock[] = [];
  readonly #builder = new RecordBlockBuilder();
  #cache = new Int32Array(64 * ROLES).fill(-1);
  #counts = new Float64Array(64).fill(-1);
  #texts: (string | undefined)[] = [];
  #notes: Notes;
  #decoding: TextDecoding;
  #columns: RecordColumns = {
    sourceIp: 0,
    messages: 0,
    disposition: 0,
    dkimAligned: 0,
    spfAligned: 0,
    headerFrom: 0,
    envelopeFrom: 0,
    envelopeFromPresent: 0,
    envelopeTo: 0,
  };

  constructor(notes: Notes, decoding: TextDecoding) {
    this.#notes = notes;
    this.#decoding = decoding;
  }

  /** The decoded, trimmed text of a raw value. */
  text(raw: number): string {
    if (raw <= 0) return '';
    let text = this.#texts[raw];
    if (text === undefined) {
      text =
        this.interner.plainText(raw) ??
        this.#decoding.text(this.interner.bytes(raw), (code, found) => this.#note(code, '', found, ''));
      this.#texts[raw] = text;
    }
    return text;
  }

  addDkim(values: Int32Array): void {
    const domain = values[FIELD.dkimDomain]!;
    const result = values[FIELD.dkimResult]!;
    const selector = values[FIELD.dkimSelector]!;
    const human = values[FIELD.dkimHuman]!;
    // <dkim> with nothing in it says that there was no signature
    if (this.#blank(domain) && this.#blank(result) && this.#blank(selector)) return;
    const coded = this.#result(result, AS.dkim, dkimCode, FIELD.dkimResult, DKIM_NONE, 'none');
    this.#builder.addDkim(
      this.#as(domain, AS.domain),
      this.#as(selector, AS.text),
      coded & 0xff,
      this.#blank(human) && coded & KEEP ? this.#as(result, AS.text) : this.#as(human, AS.text),
    );
  }

  addSpf(values: Int32Array): void {
    const domain = values[FIELD.spfDomain]!;
    const result = values[FIELD.spfResult]!;
    const scope = values[FIELD.spfScope]!;
    const human = values[FIELD.spfHuman]!;
    if (this.#blank(domain) && this.#blank(result)) return;
    const coded = this.#result(result, AS.spf, spfCode, FIELD.spfResult, SPF_NONE, 'none');
    let scoped = SCOPE_NONE;
    if (!this.#blank(scope)) {
      const found = this.#code(scope, AS.scope, scopeCode);
      if (found & ODD) this.#note('unknown-word', FIELDS[FIELD.spfScope]!, this.text(scope), 'none');
      scoped = found & 0xff;
    }
    this.#builder.addSpf(
      this.#as(domain, AS.domain),
      scoped,
      coded & 0xff,
      this.#blank(human) && coded & KEEP ? this.#as(result, AS.text) : this.#as(human, AS.text),
    );
  }

  addReason(values: Int32Array): void {
    const type = values[FIELD.reasonType]!;
    const comment = values[FIELD.reasonComment]!;
    if (this.#blank(type) && this.#blank(comment)) return;
    this.#builder.addReason(this.#as(type, AS.type), this.#as(comment, AS.text));
  }

  addRecord(values: Int32Array): void {
    if (this.#isEmpty(values)) {
      this.emptyRecords++;
      this.#note('empty-record', 'record', '', '');
      return;
    }
    const c = this.#columns;
    const t = this.totals;
    c.sourceIp = this.#address(values[FIELD.sourceIp]!);
    c.messages = this.#messages(values[FIELD.count]!);
    c.disposition = this.#result(
      values[FIELD.disposition]!,
      AS.disposition,
      dispositionCode,
      FIELD.disposition,
      DISPOSITION_UNKNOWN,
      'unknown',
    );
    c.disposition &= 0xff;
    c.dkimAligned = this.#aligned(values[FIELD.evaluatedDkim]!, FIELD.evaluatedDkim);
    c.spfAligned = this.#aligned(values[FIELD.evaluatedSpf]!, FIELD.evaluatedSpf);
    const from = values[FIELD.headerFrom]!;
    if (this.#blank(from)) this.#note('missing', FIELDS[FIELD.headerFrom]!, '', '');
    c.headerFrom = this.#headerFrom(from);
    const envelope = values[FIELD.envelopeFrom]!;
    c.envelopeFrom = this.#as(envelope, AS.domain);
    c.envelopeFromPresent = envelope >= 0 ? 1 : 0;
    c.envelopeTo = this.#as(values[FIELD.envelopeTo]!, AS.domain);
    this.#builder.addRecord(c);
    const n = c.messages;
    t.records++;
    t.messages += n;
    const dkim = c.dkimAligned === ALIGNED_PASS;
    const spf = c.spfAligned === ALIGNED_PASS;
    if (dkim) t.dkimAligned += n;
    if (spf) t.spfAligned += n;
    if (dkim || spf) t.passed += n;
    if (c.disposition === 0) t.none += n;
    else if (c.disposition === 1) t.quarantine += n;
    else if (c.disposition === 2) t.reject += n;
    if (this.#builder.count >= RECORDS_PER_BLOCK) this.flush();
  }

  /** Whether a record tells of no address and of no message, as reporters write that nothing came. */
  #isEmpty(values: Int32Array): boolean {
    const count = values[FIELD.count]!;
    return this.#blank(values[FIELD.sourceIp]!) && !this.#blank(count) && parseCount(this.text(count)) === 0;
  }

  /** Closes the block under way. Raw numbers from before are void after it. */
  flush(): void {
    if (this.#builder.count === 0) return;
    const block = this.#builder.take();
    this.rows.add(block);
    this.passes.add(block);
    this.ready.push(block);
    this.#cache.fill(-1, 0, this.interner.count * ROLES);
    this.#counts.fill(-1, 0, this.interner.count);
    // Emptied and not shortened, which would let go of its room
    this.#texts.fill(undefined, 0, this.interner.count);
    this.interner.reset();
  }

  #note(code: NoteCode, path: string, found: string, assumed: string): void {
    const place = path.replace(/^record/, `record[${this.totals.records + 1}]`);
    this.#notes.add(
      code,
      place ? `feedback/${place}` : `feedback/record[${this.totals.records + 1}]`,
      found,
      assumed,
    );
  }

  #blank(raw: number): boolean {
    return raw <= 0 || (this.#texts[raw] ?? this.text(raw)) === '';
  }

  #slot(raw: number, role: number): number {
    const at = raw * ROLES + role;
    if (at >= this.#cache.length) {
      const old = this.#cache;
      this.#cache = new Int32Array(Math.max(old.length * 4, (raw + 1) * ROLES)).fill(-1);
      this.#cache.set(old);
    }
    return at;
  }

  /** String index of a text that a raw value was read as. */
  #string(raw: number, text: string): number {
    // Plain texts have one raw value each, so that its number finds them; the others are found by the builder
    if (!isPlain(text)) return this.#builder.string(text);
    const own =
      text.length === this.interner.lengthOf(raw) && text === this.text(raw)
        ? raw
        : this.interner.internPlain(text);
    const at = this.#slot(own, AS.own);
    let known = this.#cache[at]!;
    if (known < 0) {
      known = this.#builder.unique(text);
      this.#cache[at] = known;
    }
    return known;
  }

  /** String index of a raw value read in a role that gives text. */
  #as(raw: number, role: number): number {
    if (raw <= 0) return 0;
    const at = this.#slot(raw, role);
    const known = this.#cache[at]!;
    if (known >= 0) return known;
    let text = this.text(raw);
    if (role === AS.domain) text = reportedDomain(text);
    else if (role === AS.type) text = text.toLowerCase();
    const index = this.#string(raw, text);
    this.#cache[at] = index;
    return index;
  }

  /** A From domain, for which some reporters write the whole address. */
  #headerFrom(raw: number): number {
    if (raw <= 0) return 0;
    const known = this.#cache[this.#slot(raw, AS.headerFrom)]!;
    if (known >= 0) return known;
    const written = this.text(raw);
    const domain = /^[^@\s,]{0,64}@([^@<>\s,]{1,255})>?$/.exec(written)?.[1];
    const bare = domain ?? /^<([^@<>\s,]{1,255})>$/.exec(written)?.[1];
    if (bare === undefined) return this.#as(raw, AS.domain);
    this.#note('domain-odd', FIELDS[FIELD.headerFrom]!, written, reportedDomain(bare));
    const index = this.#string(raw, reportedDomain(bare));
    this.#cache[this.#slot(raw, AS.headerFrom)] = index;
    return index;
  }

  #code(raw: number, role: number, table: (raw: string) => Coded): number {
    const at = this.#slot(raw, role);
    let known = this.#cache[at]!;
    if (known < 0) {
      const coded = table(this.text(raw));
      known = coded.code | (coded.odd ? ODD : 0) | (coded.keep ? KEEP : 0);
      this.#cache[at] = known;
    }
    return known;
  }

  /** Code of a result word; absent and odd ones are noted. */
  #result(
    raw: number,
    role: number,
    table: (raw: string) => Coded,
    field: number,
    absent: number,
    word: string,
  ): number {
    if (this.#blank(raw)) {
      this.#note('missing', FIELDS[field]!, '', word);
      return absent;
    }
    const coded = this.#code(raw, role, table);
    if (coded & ODD) this.#note('unknown-word', FIELDS[field]!, this.text(raw), WORDS[role]![coded & 0xff]!);
    return coded;
  }

  #aligned(raw: number, field: number): number {
    return this.#result(raw, AS.aligned, alignedCode, field, ALIGNED_UNKNOWN, 'unknown') & 0xff;
  }

  #address(raw: number): number {
    if (this.#blank(raw)) {
      this.#note('missing', FIELDS[FIELD.sourceIp]!, '', '');
      return 0;
    }
    const at = this.#slot(raw, AS.address);
    let known = this.#cache[at]!;
    if (known < 0) {
      const written = this.text(raw);
      // What is written as it would be normalised, as a dotted quad that can be read always is
      if (parseIpv4(written) >= 0 || isCanonicalIpv6(written)) known = this.#string(raw, written) * 4;
      else {
        const { text, found } = normaliseAddress(written);
        known = this.#string(raw, text) * 4 + (found === 'address' ? 0 : found === 'odd' ? 1 : 2);
      }
      this.#cache[at] = known;
    }
    const index = known >> 2;
    const kind = known & 3;
    if (kind === 1) {
      this.#note('address-odd', FIELDS[FIELD.sourceIp]!, this.text(raw), this.#builder.stringAt(index));
    } else if (kind === 2) this.#note('address-invalid', FIELDS[FIELD.sourceIp]!, this.text(raw), '');
    return index;
  }

  #messages(raw: number): number {
    if (this.#blank(raw)) {
      this.#note('missing', FIELDS[FIELD.count]!, '', '0');
      return 0;
    }
    if (raw >= this.#counts.length) {
      const old = this.#counts;
      this.#counts = new Float64Array(Math.max(old.length * 4, raw + 1)).fill(-1);
      this.#counts.set(old);
    }
    let count = this.#counts[raw]!;
    if (count === -1) {
      count = parseCount(this.text(raw));
      this.#counts[raw] = count;
    }
    if (!Number.isNaN(count)) {
      // A thousand may be meant: `1.000` in Germany
      const written = count < 1000 ? this.text(raw) : '';
      if (written.endsWith('.000')) this.#note('count-odd', FIELDS[FIELD.count]!, written, String(count));
      return count;
    }
    this.#note('count-not-a-number', FIELDS[FIELD.count]!, this.text(raw), '0');
    return 0;
  }
}
