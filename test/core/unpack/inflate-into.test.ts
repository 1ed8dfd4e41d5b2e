import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { inflateInto } from '../../../core/unpack/inflate-into.ts';
import { randomOf } from '../../support/random.ts';

/** Data of each kind of block: stored, fixed and dynamic codes, near and far repeats. */
function samples(): Uint8Array[] {
  const random = randomOf(5);
  const noise = (length: number) => Uint8Array.from({ length }, () => random(256));
  const words = (length: number) =>
    new TextEncoder().encode(
      Array.from({ length }, () => ['<record>', '<row>', '192.0.2.', String(random(999))][random(4)]).join(
        '',
      ),
    );
  return [
    new Uint8Array(0),
    new Uint8Array([7]),
    new Uint8Array(100_000),
    noise(70_000),
    words(20),
    words(9_000),
    Uint8Array.from([...words(500), ...noise(3_000), ...words(8_000)]),
  ];
}

test('gives what was deflated, and says where the stream ends', () => {
  for (const data of samples()) {
    for (const level of [0, 1, 6, 9] as const) {
      const deflated = deflateSync(data, { level });
      const source = new Uint8Array(deflated.length + 8).fill(255);
      source.set(deflated, 3);
      const out = new Uint8Array(data.length);
      expect(inflateInto(source, 3, out)).toEqual({ read: deflated.length, written: data.length });
      expect(Buffer.compare(out, data)).toBe(0);
    }
  }
});

test('never writes more than there is room for, and tells a stream that breaks off', () => {
  for (const data of samples().slice(1)) {
    const deflated = deflateSync(data);
    expect(inflateInto(deflated, 0, new Uint8Array(data.length - 1))).toBeNull();
    for (const cut of [1, 2, 5, deflated.length >> 1]) {
      const part = deflated.subarray(0, Math.max(0, deflated.length - cut));
      const done = inflateInto(part, 0, new Uint8Array(data.length));
      // The last byte may hold nothing but padding of the end mark
      expect(done === null || done.read <= part.length).toBe(true);
      if (cut > 2) expect(done).toBeNull();
    }
  }
});

test('damaged streams end, with null or with something else than was packed', () => {
  const random = randomOf(9);
  const data = samples()[5]!;
  const deflated = deflateSync(data);
  const out = new Uint8Array(data.length);
  for (let i = 0; i < 2_000; i++) {
    const damaged = deflated.slice();
    for (let k = 0; k <= random(3); k++) damaged[random(damaged.length)] = random(256);
    const done = inflateInto(damaged, 0, out);
    if (done) expect(done.written).toBeLessThanOrEqual(out.length);
  }
});
