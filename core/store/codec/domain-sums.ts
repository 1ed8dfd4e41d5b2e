import { ALIGNED_RESULTS, type RecordBlock } from '../../model/records.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readColumn, writeColumn } from './column.ts';
import { addRun } from './day-runs.ts';
import { readStrings, writeStrings } from './strings.ts';

const PASS = ALIGNED_RESULTS.indexOf('pass');

interface AddressSum {
  messages: number;
  passed: number;
  /** Days seen as runs: first day and length, sorted. */
  runs: number[];
}

interface FromSum {
  lastDay: number;
  messages: number;
  passed: number;
}

/** Sums of a domain's records by address and by header-from domain. Parts merge in any order. */
export class DomainSums {
  readonly addresses = new Map<string, AddressSum>();
  readonly froms = new Map<string, FromSum>();

  add(day: number, block: RecordBlock): void {
    const { strings, sourceIp, headerFrom, messages, dkimAligned, spfAligned } = block;
    const addressOf: (AddressSum | undefined)[] = new Array(strings.length);
    const fromOf: (FromSum | undefined)[] = new Array(strings.length);
    for (let i = 0; i < block.count; i++) {
      const n = messages[i]!;
      const passed = dkimAligned[i] === PASS || spfAligned[i] === PASS ? n : 0;
      const a = sourceIp[i]!;
      let address = addressOf[a];
      if (address === undefined) {
        address = this.#address(strings[a]!);
        addRun(address.runs, day, 1);
        addressOf[a] = address;
      }
      address.messages += n;
      address.passed += passed;
      const f = headerFrom[i]!;
      let from = fromOf[f];
      if (from === undefined) {
        from = this.#from(strings[f]!, day);
        fromOf[f] = from;
      }
      from.messages += n;
      from.passed += passed;
    }
  }

  merge(other: DomainSums): void {
    for (const [name, sum] of other.addresses) {
      const mine = this.#address(name);
      mine.messages += sum.messages;
      mine.passed += sum.passed;
      for (let i = 0; i < sum.runs.length; i += 2) addRun(mine.runs, sum.runs[i]!, sum.runs[i + 1]!);
    }
    for (const [name, sum] of other.froms) {
      const mine = this.#from(name, sum.lastDay);
      mine.messages += sum.messages;
      mine.passed += sum.passed;
    }
  }

  encode(): Uint8Array<ArrayBuffer> {
    const out = new ByteWriter(1024);
    const sums = [...this.addresses.values()];
    writeStrings(out, [...this.addresses.keys()]);
    writeColumn(
      out,
      sums.map((it) => it.messages),
    );
    writeColumn(
      out,
      sums.map((it) => it.passed),
    );
    const starts: number[] = [];
    const lengths: number[] = [];
    for (const { runs } of sums) {
      for (let i = 0; i < runs.length; i += 2) {
        starts.push(runs[i]!);
        lengths.push(runs[i + 1]!);
      }
    }
    writeColumn(
      out,
      sums.map((it) => it.runs.length / 2),
    );
    writeDays(out, starts);
    writeColumn(out, lengths);
    const froms = [...this.froms.values()];
    writeStrings(out, [...this.froms.keys()]);
    writeDays(
      out,
      froms.map((it) => it.lastDay),
    );
    writeColumn(
      out,
      froms.map((it) => it.messages),
    );
    writeColumn(
      out,
      froms.map((it) => it.passed),
    );
    return out.take();
  }

  static decode(bytes: Uint8Array): DomainSums {
    const sums = new DomainSums();
    const reader = new ByteReader(bytes);
    const names: string[] = [];
    readStrings(reader, names);
    const column = (length = names.length) => {
      const target = new Float64Array(length);
      readColumn(reader, target);
      return target;
    };
    const [messages, passed, counts] = [column(), column(), column()];
    const runCount = counts.reduce((sum, it) => sum + it, 0);
    const starts = readDays(reader, runCount);
    const lengths = column(runCount);
    let run = 0;
    names.forEach((name, i) => {
      const runs: number[] = [];
      for (const end = run + counts[i]!; run < end; run++) runs.push(starts[run]!, lengths[run]!);
      sums.addresses.set(name, { messages: messages[i]!, passed: passed[i]!, runs });
    });
    names.length = 0;
    readStrings(reader, names);
    const lastDay = readDays(reader, names.length);
    const [fromMessages, fromPassed] = [column(), column()];
    names.forEach((name, i) => {
      sums.froms.set(name, { lastDay: lastDay[i]!, messages: fromMessages[i]!, passed: fromPassed[i]! });
    });
    return sums;
  }

  #address(name: string): AddressSum {
    let sum = this.addresses.get(name);
    if (sum === undefined) {
      sum = { messages: 0, passed: 0, runs: [] };
      this.addresses.set(name, sum);
    }
    return sum;
  }

  #from(name: string, day: number): FromSum {
    const known = this.froms.get(name);
    if (known === undefined) {
      const added = { lastDay: day, messages: 0, passed: 0 };
      this.froms.set(name, added);
      return added;
    }
    if (day > known.lastDay) known.lastDay = day;
    return known;
  }
}

/** Days lie as differences to the smallest, which mostly takes one byte each. Reports of 1969 do not matter, but must not break. */
function writeDays(out: ByteWriter, days: number[]): void {
  const least = days.reduce((least, day) => Math.min(least, day), days[0] ?? 0);
  writeColumn(out, [least]);
  writeColumn(
    out,
    days.map((day) => day - least),
  );
}

function readDays(reader: ByteReader, count: number): Float64Array {
  const least = new Float64Array(1);
  readColumn(reader, least);
  const days = new Float64Array(count);
  readColumn(reader, days);
  return days.map((day) => day + least[0]!);
}
