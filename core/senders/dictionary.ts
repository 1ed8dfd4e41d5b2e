import { parseIpv4 } from '../lib/ip.ts';

/** Strings to small integers in the order of first sight. */
export class Dictionary {
  readonly values: string[] = [];
  readonly #ids = new Map<string, number>();

  constructor(initial: string[] = []) {
    for (const value of initial) this.id(value);
  }

  id(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.values.length;
    this.values.push(value);
    this.#ids.set(value, id);
    return id;
  }
}

/**
 * Addresses to small integers. A report names each address once, but a month of reports names the same ones
 * again and again as new strings; as numbers IPv4 addresses are found several times as fast.
 */
export class AddressDictionary {
  readonly values: string[] = [];
  readonly #others = new Map<string, number>();
  /** Ids plus one by IPv4 address, open addressing; the length is a power of two. */
  #slots = new Uint32Array(1024);
  #numbers = new Uint32Array(512);
  /** IPv4 addresses among the values. */
  #count = 0;

  id(value: string): number {
    const number = parseIpv4(value);
    if (number < 0) {
      const known = this.#others.get(value);
      if (known !== undefined) return known;
      const id = this.values.push(value) - 1;
      this.#others.set(value, id);
      return id;
    }
    const mask = this.#slots.length - 1;
    let slot = mix(number) & mask;
    for (;;) {
      const entry = this.#slots[slot]!;
      if (entry === 0) break;
      if (this.#numbers[entry - 1] === number) return entry - 1;
      slot = (slot + 1) & mask;
    }
    const id = this.values.push(value) - 1;
    if (id >= this.#numbers.length) {
      const numbers = new Uint32Array(id * 2);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    this.#numbers[id] = number;
    this.#slots[slot] = id + 1;
    if (++this.#count * 2 > this.#slots.length) this.#rehash();
    return id;
  }

  #rehash(): void {
    const old = this.#slots;
    const slots = new Uint32Array(old.length * 2);
    const mask = slots.length - 1;
    for (const entry of old) {
      if (entry === 0) continue;
      let slot = mix(this.#numbers[entry - 1]!) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = entry;
    }
    this.#slots = slots;
  }
}

function mix(value: number): number {
  let h = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
