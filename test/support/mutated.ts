/** A damaged copy: bytes changed, cut out, doubled or put in; one to eight times. */
export function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  let out = bytes;
  for (let times = 1 + random(8); times > 0; times--) {
    const at = random(out.length + 1);
    const length = 1 + random(random(4) === 0 ? 200 : 4);
    const before = out.subarray(0, at);
    switch (random(5)) {
      case 0: {
        const copy = out.slice();
        if (at < copy.length) copy[at] = random(256);
        out = copy;
        break;
      }
      case 1:
        out = joined(before, out.subarray(at + length));
        break;
      case 2:
        out = joined(before, out.subarray(at, at + length), out.subarray(at));
        break;
      case 3:
        out = joined(before, TOKENS[random(TOKENS.length)]!, out.subarray(at));
        break;
      default:
        if (random(10) === 0) out = before;
    }
  }
  return out;
}

/** Pieces that mean something to some reader. */
const TOKENS = [
  '<',
  '>',
  '&',
  '</record>',
  '<record>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?xml version="1.0" encoding="utf-16"?>',
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  '&a;',
  '<feedback>',
  '</feedback>',
  '"',
  "'",
  '\0',
  '\r\n\r\n',
  'From x\n',
  'PK\x03\x04',
  '\x1f\x8b\x08',
  '\xff\xfe',
  '{"policies":[{}]}',
  '1e309',
  '-1',
].map((token) => Uint8Array.from(token, (c) => c.charCodeAt(0)));

function joined(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
