import { readFileSync } from 'node:fs';
import type { Zone, ZoneEntry } from './zone-resolver.ts';

/** A zone with questions about it, and what RFC 7208 says to each. */
export interface OddRecord {
  why: string;
  zone: Zone;
  questions: { ip: string; domain: string; result: string; lookups: number; voids: number }[];
}

const FILE = new URL('../fixtures/spf/odd-records.txt', import.meta.url);

/** The cases of `test/fixtures/spf/odd-records.txt`; its head says how it is written. */
export function oddRecords(): OddRecord[] {
  return readFileSync(FILE, 'utf8')
    .split(/^= /m)
    .slice(1)
    .map((block) => {
      const [why = '', ...lines] = block.trim().split('\n');
      const found: OddRecord = { why, zone: {}, questions: [] };
      for (const line of lines) {
        if (line.startsWith('? ')) found.questions.push(question(line.slice(2)));
        else addRecord(found.zone, line);
      }
      return found;
    });
}

function question(line: string): OddRecord['questions'][number] {
  const words = line.split(' ');
  const [result = '', lookups, voids] = words.slice(-3);
  const [ip = '', domain = 'd.example'] = words.slice(0, -3);
  return { ip, domain, result, lookups: Number(lookups), voids: Number(voids) };
}

function addRecord(zone: Zone, line: string): void {
  const [, owner = '', type = '', data = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
  const name = unescaped(owner);
  const entry: ZoneEntry = zone[name] ?? {};
  zone[name] = entry;
  const add = <T>(list: T[] | undefined, value: T): T[] => [...(list ?? []), value];
  const [first = '', second = ''] = data.split(' ');
  if (type === 'TXT') {
    entry.TXT = add(
      entry.TXT,
      [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => unescaped(match[1] ?? '')),
    );
  } else if (type === 'A' || type === 'AAAA' || type === 'PTR') entry[type] = add(entry[type], data);
  else if (type === 'MX') entry.MX = add(entry.MX, [Number(first), second === '.' ? '' : second]);
  else if (type === 'CNAME') entry.CNAME = data;
  else if (type === 'fails') entry.fails = data as 'servfail' | 'timeout';
  else throw new Error(`not a record: ${line}`);
}

/** `\032` is a space, as in master files. */
function unescaped(text: string): string {
  return text.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number(code)));
}
