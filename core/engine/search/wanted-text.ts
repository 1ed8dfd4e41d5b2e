import { addressRange } from '../../lib/address-range.ts';
import { toALabels } from '../../lib/dns-names.ts';
import { normalizeIp } from '../../lib/ip.ts';

/** Characters of a search that count. */
export const MAX_WANTED = 200;
/** A text that may be the beginning of an address, or a range of them. */
const ADDRESS_PART = /^[0-9a-f.:/]+$/;

/** What the user typed, as it is compared. */
export interface WantedText {
  text: string;
  /** 0: the same; 1: begins so; 2: holds it; null: does not. */
  rank(candidate: string): number | null;
  /** Whether an address fits; null where the text can be no part of one. */
  address: ((address: string) => boolean) | null;
}

/** Null where nothing was typed. */
export function wantedText(typed: string): WantedText | null {
  const text = typed.slice(0, MAX_WANTED).trim().toLowerCase().replace(/\.$/, '');
  if (text === '') return null;
  // domains are kept as A-labels; labels of which only a part was typed have no such form
  const asName = toALabels(text);
  const rankOf = (lower: string, sought: string): number | null => {
    if (lower === sought) return 0;
    return lower.startsWith(sought) ? 1 : lower.includes(sought) ? 2 : null;
  };
  return {
    text,
    rank(candidate) {
      const lower = candidate.toLowerCase();
      return rankOf(lower, text) ?? (asName === text ? null : rankOf(lower, asName));
    },
    address: addressTest(typed.slice(0, MAX_WANTED).trim().toLowerCase()),
  };
}

function addressTest(text: string): ((address: string) => boolean) | null {
  if (!ADDRESS_PART.test(text) || !/[.:]/.test(text)) return null;
  const whole = normalizeIp(text);
  if (whole !== null) return (address) => address === whole;
  return addressRange(text) ?? ((address) => address.startsWith(text));
}
