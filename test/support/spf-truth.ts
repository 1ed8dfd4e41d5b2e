import { readFileSync } from 'node:fs';

/** What RFC 7208 says of an address by a lab zone, worked out by hand; the file gives the reason of each. */
export interface SpfTruth {
  domain: string;
  ip: string;
  result: string;
  term: string;
  path: string[];
  lookups: number;
  voids: number;
  problem: string;
}

const FILE = new URL('../fixtures/spf/lab-truth.tsv', import.meta.url);

export const SPF_TRUTH: readonly SpfTruth[] = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .filter((line) => !line.startsWith('#'))
  .map((line) => {
    const [domain = '', ip = '', result = '', term = '', path = '', lookups, voids, problem = ''] =
      line.split('\t');
    return {
      domain,
      ip,
      result,
      term,
      path: path.split('>'),
      lookups: Number(lookups),
      voids: Number(voids),
      problem,
    };
  });
