import type { RecordBlock } from '../model/records.ts';

const UNKNOWN = 0;
const OTHER = 1;
const FORWARDED = 2;
const LOCAL_POLICY = 3;
const ARC_PASS = 2;

/** Override reasons of a block, each text looked at once. RFC 7489 section 7.2 and appendix C. */
export class ReasonKinds {
  readonly #strings: string[];
  readonly #types: Uint8Array;
  readonly #comments: Uint8Array;

  constructor(strings: string[]) {
    this.#strings = strings;
    this.#types = new Uint8Array(strings.length);
    this.#comments = new Uint8Array(strings.length);
  }

  /** `local_policy` whose comment says that the ARC chain passed. */
  saysArcPass(block: RecordBlock, i: number): boolean {
    for (let j = block.reasonStart[i]!; j < block.reasonStart[i + 1]!; j++) {
      if (this.#kind(block.reasonType[j]!) === LOCAL_POLICY && this.#isArcPass(block.reasonComment[j]!)) {
        return true;
      }
    }
    return false;
  }

  /** `forwarded`, `trusted_forwarder` or `mailing_list`. */
  saysForwarded(block: RecordBlock, i: number): boolean {
    for (let j = block.reasonStart[i]!; j < block.reasonStart[i + 1]!; j++) {
      if (this.#kind(block.reasonType[j]!) === FORWARDED) return true;
    }
    return false;
  }

  #kind(s: number): number {
    if (this.#types[s] === UNKNOWN) this.#types[s] = kindOf(this.#strings[s]!);
    return this.#types[s]!;
  }

  #isArcPass(s: number): boolean {
    if (this.#comments[s] === UNKNOWN) {
      this.#comments[s] = /\barc\s*=\s*pass\b/i.test(this.#strings[s]!) ? ARC_PASS : OTHER;
    }
    return this.#comments[s] === ARC_PASS;
  }
}

function kindOf(type: string): number {
  if (type === 'forwarded' || type === 'trusted_forwarder' || type === 'mailing_list') return FORWARDED;
  return type === 'local_policy' ? LOCAL_POLICY : OTHER;
}
