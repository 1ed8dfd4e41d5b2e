/** Number columns that grow by doubling; cheaper than arrays of numbers and cut to size at the end. */

export class GrowingU32 {
  data: Uint32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.data = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Uint32Array(Math.max(16, this.length * 2));
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }

  /** A copy of what is in it; the room stays for the next use. */
  take(): Uint32Array<ArrayBuffer> {
    const taken = this.data.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

export class GrowingU8 {
  data: Uint8Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.data = new Uint8Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Uint8Array(Math.max(16, this.length * 2));
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }

  /** A copy of what is in it; the room stays for the next use. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = this.data.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}

export class GrowingF64 {
  data: Float64Array<ArrayBuffer>;
  length = 0;

  constructor(capacity: number) {
    this.data = new Float64Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Float64Array(Math.max(16, this.length * 2));
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }

  /** A copy of what is in it; the room stays for the next use. */
  take(): Float64Array<ArrayBuffer> {
    const taken = this.data.slice(0, this.length);
    this.length = 0;
    return taken;
  }
}
