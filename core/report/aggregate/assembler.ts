import { RefusalError } from '../../lib/refusal-error.ts';
import type { ReadLimits } from '../../model/document.ts';
import type { AggregateHeader, Note } from '../../model/report.ts';
import { TextDecoding } from '../decode-text.ts';
import { Notes } from '../notes.ts';
import { HeaderValues, normaliseHeader } from './normalise-header.ts';
import { RecordNormaliser } from './record-columns.ts';
import { CONTEXT, CONTEXT_PATHS, FIELDS, RECORD_FIELDS } from './vocabulary.ts';

/**
 * Puts one report together from what a reader meets, element by element. Both readers drive it, so that they cannot differ
 * in anything but where they see elements and text.
 */
export class AggregateAssembler {
  readonly decoding = new TextDecoding();
  readonly notes: Notes;
  readonly records: RecordNormaliser;
  readonly header = new HeaderValues();
  #values = new Int32Array(RECORD_FIELDS).fill(-1);
  #limits: ReadLimits;
  /** Contexts that have been met and may be met once: bits by context number. */
  #met = 0;
  #results = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    this.notes = new Notes(limits.notes);
    this.records = new RecordNormaliser(this.notes, this.decoding);
  }

  /** Enters a context; false where it is a second one that has to be passed over. */
  enter(context: number, name: string): boolean {
    const bit = 1 << context;
    if ((this.#met & bit & ONCE) !== 0) {
      this.notes.add('repeated-element', this.place(CONTEXT_PATHS[context]!), '', 'first');
      // Metadata in two pieces are one: of each value the first counts
      if ((bit & IN_PIECES) === 0) return false;
    }
    this.#met |= bit;
    if (name === 'identities')
      this.notes.add('element-alias', this.place(CONTEXT_PATHS[context]!), name, 'identifiers');
    return true;
  }

  /** Whether `enter` would turn this context away, or has something to note about it. */
  needsCare(context: number, name: string): boolean {
    return (this.#met & (1 << context) & ONCE) !== 0 || name === 'identities';
  }

  /** The text of a field, as a number of the interner; 0 where it is empty. */
  field(field: number, raw: number): void {
    if (field < RECORD_FIELDS) {
      if (this.#values[field]! > 0)
        this.notes.add('repeated-element', this.place(FIELDS[field]!), '', 'first');
      else this.#values[field] = raw;
      return;
    }
    if (!this.header.set(FIELDS[field]!, this.records.text(raw))) {
      this.notes.add('repeated-element', `feedback/${FIELDS[field]}`, this.records.text(raw), 'first');
    }
  }

  /** Leaves a context that was entered. */
  leave(context: number): void {
    switch (context) {
      case CONTEXT.dkim:
        this.#count();
        this.records.addDkim(this.#values);
        this.#values.fill(-1, 10, 14);
        break;
      case CONTEXT.spf:
        this.#count();
        this.records.addSpf(this.#values);
        this.#values.fill(-1, 14, 18);
        break;
      case CONTEXT.reason:
        this.#count();
        this.records.addReason(this.#values);
        this.#values.fill(-1, 8, 10);
        break;
      case CONTEXT.record: {
        const { records } = this.records.totals;
        if (records >= this.#limits.records) {
          throw new RefusalError('too-many-records', { limit: this.#limits.records, found: records + 1 });
        }
        this.records.addRecord(this.#values);
        this.#values.fill(-1);
        this.#met &= ~OF_RECORD;
        this.#results = 0;
      }
    }
  }

  /** Closes the report. Records that were not left are lost; the reader has noted that. */
  finish(): { report: AggregateHeader; notes: Note[]; rows: string } {
    this.records.flush();
    const report = normaliseHeader(this.header, this.records.totals, this.notes);
    report.totals.strayPassed = this.records.passes.outside(report.policy.domain);
    return { report, notes: this.notes.take(), rows: this.records.rows.take() };
  }

  /** Whether anything was found that makes this a report at all. */
  get isReport(): boolean {
    return (
      this.records.totals.records > 0 ||
      this.header.has('policy_published/domain') ||
      this.header.has('report_metadata/report_id')
    );
  }

  place(path: string): string {
    return `feedback/${path.replace(/^record/, `record[${this.records.totals.records + 1}]`)}`;
  }

  #count(): void {
    if (++this.#results > this.#limits.resultsPerRecord) {
      throw new RefusalError('too-many-results', {
        limit: this.#limits.resultsPerRecord,
        found: this.#results,
      });
    }
  }
}

const OF_RECORD = (1 << CONTEXT.row) | (1 << CONTEXT.evaluated) | (1 << CONTEXT.identifiers);
const IN_PIECES = (1 << CONTEXT.metadata) | (1 << CONTEXT.range);
const ONCE = OF_RECORD | (1 << CONTEXT.metadata) | (1 << CONTEXT.range) | (1 << CONTEXT.policy);
