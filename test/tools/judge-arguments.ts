import { readFileSync } from 'node:fs';
import { decisionsIn, domainOf, type JudgeDecision } from './judge-decisions.ts';

export const JUDGE_USAGE =
  'usage: npm run -s judge -- --doh URL [--json] [--now UNIX] [--mine DOMAIN]… [--decisions FILE] PATH…';

export interface JudgeArguments {
  doh: string;
  json: boolean;
  /** Unix seconds; null: the machine's clock. */
  now: number | null;
  /** Domains to confirm; empty: all that the reports name. */
  mine: string[];
  decisions: JudgeDecision[];
  /** A sentence for each line of `--decisions`, or part of one, that says nothing that can be followed. */
  faults: string[];
  paths: string[];
}

/** What the command line says; a sentence where it cannot be followed. */
export function readJudgeArguments(argv: readonly string[]): JudgeArguments | string {
  const found: JudgeArguments = {
    doh: '',
    json: false,
    now: null,
    mine: [],
    decisions: [],
    faults: [],
    paths: [],
  };
  let onlyPaths = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (onlyPaths || !word.startsWith('--')) {
      found.paths.push(word);
      continue;
    }
    if (word === '--') {
      onlyPaths = true;
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    if (name === '--json') {
      found.json = true;
      continue;
    }
    if (!['--doh', '--now', '--mine', '--decisions'].includes(name)) return `unknown option ${name}`;
    const value = equals < 0 ? argv[++i] : word.slice(equals + 1);
    if (value === undefined || value === '') return `${name} needs a value`;
    const fault = take(found, name, value);
    if (fault !== null) return fault;
  }
  if (found.doh === '') return '--doh is missing: the URL of a DNS server that speaks DNS over HTTPS';
  if (found.paths.length === 0) return 'no file and no folder is named';
  return found;
}

function take(found: JudgeArguments, name: string, value: string): string | null {
  if (name === '--doh') {
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url === null || !/^https?:$/.test(url.protocol)) return `--doh is no web address: ${value}`;
    found.doh = value;
  } else if (name === '--now') {
    if (!/^\d{1,12}$/.test(value)) return `--now is no time in Unix seconds: ${value}`;
    found.now = Number(value);
  } else if (name === '--mine') {
    const domain = domainOf(value);
    if (domain === null) return `--mine is no domain name: ${value}`;
    found.mine.push(domain);
  } else {
    let text: string;
    try {
      text = readFileSync(value, 'utf8');
    } catch (error) {
      return `--decisions cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    }
    const { decisions, faults } = decisionsIn(text);
    found.decisions.push(...decisions);
    found.faults.push(...faults);
  }
  return null;
}
