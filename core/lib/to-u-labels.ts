/** Numbers of RFC 3492, section 5. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 0x80;
const MAX_LABEL = 63;

/** U-labels for A-labels (RFC 5891), to compare what names look like; never to show them. A bad label stays as it is. */
export function toULabels(name: string): string {
  return name
    .split('.')
    .map((label) =>
      /^xn--/i.test(label) && label.length <= MAX_LABEL ? (decode(label.slice(4)) ?? label) : label,
    )
    .join('.');
}

/** Punycode, RFC 3492 section 6.2; null where it is none. */
function decode(text: string): string | null {
  const dash = text.lastIndexOf('-');
  const out = dash > 0 ? [...text.slice(0, dash)].map((each) => each.codePointAt(0) ?? 0) : [];
  let code = FIRST_CODE;
  let place = 0;
  let bias = FIRST_BIAS;
  let at = dash > 0 ? dash + 1 : 0;
  while (at < text.length) {
    const before = place;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at++));
      if (digit === null) return null;
      place += digit * weight;
      const threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = out.length + 1;
    bias = adapt(place - before, length, before === 0);
    code += Math.floor(place / length);
    place %= length;
    if (!(code <= 0x10ffff)) return null;
    out.splice(place++, 0, code);
  }
  return String.fromCodePoint(...out);
}

function digitOf(unit: number): number | null {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30 + 26;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x61 : null;
}

function adapt(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
