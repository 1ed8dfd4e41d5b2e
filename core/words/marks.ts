import type { DomainStatus } from '../model/dmarc.ts';
import type { SenderNeed, SenderStatus } from '../model/sender.ts';

/**
 * The status marks, drawn the same in app, popup and webmail. Each differs from the others in outline, not
 * only in colour, so that it is told apart in print, in high contrast and by people who see no red.
 */

/** One stroke or surface of a mark in a box of 16 by 16. */
export interface MarkShape {
  d: string;
  /** `fill` in the mark's colour, `line` a stroke of it, `cut` a stroke in the colour of the ground. */
  paint: 'fill' | 'line' | 'cut';
}

/** Colours a shell gives to marks; each shell maps these names to its own palette. */
export type MarkTone = 'good' | 'warn' | 'bad' | 'quiet' | 'doubt' | 'calm';

export interface Mark {
  tone: MarkTone;
  shapes: readonly MarkShape[];
}

const DISC = 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z';
const RING = 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0-12.4z';
const SHIELD = 'M8 .8l6 2.1v4.6c0 3.6-2.4 6.4-6 7.7c-3.6-1.3-6-4.1-6-7.7V2.9z';
const LOCK_BODY = 'M3 7h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1z';

/** Marks of sender statuses. */
export const SENDER_MARKS: Record<SenderStatus, Mark> = {
  in: {
    tone: 'good',
    shapes: [
      { d: DISC, paint: 'fill' },
      { d: 'M4.6 8.3l2.4 2.4l4.5-5', paint: 'cut' },
    ],
  },
  partially: {
    tone: 'warn',
    shapes: [
      { d: RING, paint: 'line' },
      { d: 'M8 1.8a6.2 6.2 0 0 0 0 12.4z', paint: 'fill' },
    ],
  },
  not: {
    tone: 'bad',
    shapes: [
      { d: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z', paint: 'fill' },
      { d: 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2', paint: 'cut' },
    ],
  },
  ignored: {
    tone: 'quiet',
    shapes: [
      { d: RING, paint: 'line' },
      { d: 'M3.6 9.4l5.8-5.8M4.4 12l7.6-7.6M6.6 12.4l5.8-5.8', paint: 'line' },
    ],
  },
  undecided: {
    tone: 'doubt',
    shapes: [
      { d: RING, paint: 'line' },
      { d: 'M6 6.3c0-1.2.9-1.9 2-1.9s2 .7 2 1.8c0 1.4-2 1.5-2 3M8 11.3v.5', paint: 'line' },
    ],
  },
  unchecked: {
    tone: 'quiet',
    shapes: [
      {
        d: 'M5.9 2.2a6.2 6.2 0 0 1 4.2 0M12.7 4a6.2 6.2 0 0 1 1.5 3.3M14 9.6a6.2 6.2 0 0 1-2 3M9.6 14a6.2 6.2 0 0 1-3.4 0M3.9 12.6a6.2 6.2 0 0 1-1.9-3M1.8 7.3A6.2 6.2 0 0 1 3.3 4',
        paint: 'line',
      },
    ],
  },
};

const OCTAGON = 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z';
const OCTAGON_LINE = 'M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4z';

/** Marks of senders that are not in the SPF record, where it is known why: the outline stays, what is within differs. */
const NOT_MARKS: Partial<Record<SenderNeed, Mark>> = {
  'by-dkim': {
    tone: 'calm',
    shapes: [
      { d: OCTAGON_LINE, paint: 'line' },
      { d: 'M4.8 8.3l2.3 2.3l4.2-4.8', paint: 'line' },
    ],
  },
  forwarder: {
    tone: 'warn',
    shapes: [
      { d: OCTAGON_LINE, paint: 'line' },
      { d: 'M4.4 8h7M8.6 5.2L11.4 8l-2.8 2.8', paint: 'line' },
    ],
  },
  spoofed: {
    tone: 'quiet',
    shapes: [
      { d: OCTAGON, paint: 'fill' },
      { d: 'M4.6 8h6.8', paint: 'cut' },
    ],
  },
};

/** The mark of a sender: its status, and for one that is not in SPF what is known of it. */
export function senderMark(status: SenderStatus, need: SenderNeed | null = null): Mark {
  const known = status === 'not' && need !== null ? NOT_MARKS[need] : undefined;
  return known ?? SENDER_MARKS[status];
}

/** Marks of domain statuses. */
export const DOMAIN_MARKS: Record<DomainStatus, Mark> = {
  active: {
    tone: 'good',
    shapes: [
      { d: SHIELD, paint: 'fill' },
      { d: 'M5 7.8l2.2 2.2l3.9-4.3', paint: 'cut' },
    ],
  },
  'reporting-only': {
    tone: 'calm',
    shapes: [
      { d: 'M1 8c1.8-3 4.2-4.5 7-4.5S13.2 5 15 8c-1.8 3-4.2 4.5-7 4.5S2.8 11 1 8z', paint: 'line' },
      { d: 'M8 5.7a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 1 1 0-4.6z', paint: 'fill' },
    ],
  },
  blocked: {
    tone: 'calm',
    shapes: [
      { d: LOCK_BODY, paint: 'fill' },
      { d: 'M4.8 7V5a3.2 3.2 0 0 1 6.4 0v2', paint: 'line' },
    ],
  },
  'blocked-not-in-force': {
    tone: 'bad',
    shapes: [
      { d: LOCK_BODY, paint: 'line' },
      { d: 'M4.8 7V5a3.2 3.2 0 0 1 6.2-1.1M8 9.3v1.9M8 12.6v.4', paint: 'line' },
    ],
  },
  none: {
    tone: 'quiet',
    shapes: [
      { d: SHIELD, paint: 'line' },
      { d: 'M5.5 7.5h5', paint: 'line' },
    ],
  },
};
