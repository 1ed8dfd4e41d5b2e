import type { DomainRow, FoldedName, FoldedNames } from '../../../core/engine/domains/face.ts';

/** A line of the Domains table: a policy domain, or a name folded under one. */
export type Line =
  | { kind: 'domain'; key: string; row: DomainRow }
  | { kind: 'name'; key: string; row: DomainRow; name: FoldedName }
  | { kind: 'more'; key: string; row: DomainRow; more: number };

/** A policy domain as a line. */
export function domainLine(row: DomainRow): Line {
  return { kind: 'domain', key: row.domain, row };
}

/** The lines under a domain that is unfolded; none while its names are being read. */
export function linesBelow(line: Line, unfolded: ReadonlyMap<string, FoldedNames>): Line[] {
  const { row } = line;
  const found = line.kind === 'domain' ? unfolded.get(row.domain) : undefined;
  if (found === undefined) return [];
  const lines = found.names.map(
    (name): Line => ({ kind: 'name', key: `${row.domain} ${name.name}`, row, name }),
  );
  const { more } = found;
  return more > 0 ? [...lines, { kind: 'more', key: `${row.domain} +`, row, more }] : lines;
}
