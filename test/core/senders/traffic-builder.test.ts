import { expect, test } from 'vitest';
import { DISPOSITIONS } from '../../../core/model/records.ts';
import { SUM } from '../../../core/model/traffic.ts';
import { headerOf, trafficOf } from '../../support/traffic.ts';

/** What a receiver did, and whether it is told as delivered, of mail that fails and of mail that passes. */
const TOLD: Record<(typeof DISPOSITIONS)[number], [none: number, delivered: number, held: number]> = {
  none: [1, 1, 0],
  quarantine: [0, 0, 1],
  reject: [0, 0, 1],
  // RFC 9990: it was let through as passing.
  pass: [0, 1, 0],
  // Left out of the report: nobody knows.
  unknown: [0, 0, 0],
};

test.each(DISPOSITIONS)(
  'failing mail of disposition %s is delivered where the report says so, and only there',
  (disposition) => {
    const [none, delivered, held] = TOLD[disposition];
    const sums = (dkimPass: boolean) =>
      trafficOf([[headerOf(), [{ ip: '192.0.2.1', n: 1, disposition, dkimPass }]]]).flows.sums;
    const failing = sums(false);
    expect(failing[SUM.none]).toBe(none);
    expect(failing[SUM.failedDelivered]).toBe(delivered);
    expect(failing[SUM.quarantine]! + failing[SUM.reject]!).toBe(held);
    expect(sums(true)[SUM.failedDelivered]).toBe(0);
  },
);
