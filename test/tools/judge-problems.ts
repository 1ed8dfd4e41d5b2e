import type { DomainChecks, DomainRow } from '../../core/engine/domains/face.ts';
import type { KeptVerdicts } from '../../core/engine/facts/verdicts.ts';

/** What is wrong with a domain, as codes: of its status, its DMARC record, its SPF record and its report addresses. */
export function problemsOf(
  row: DomainRow,
  checks: DomainChecks | null,
  verdicts: KeptVerdicts | null,
): string[] {
  return [
    ...new Set([
      ...faultOfReason(row),
      ...row.problems.map(({ code }) => code),
      ...spfFault(row.domain, verdicts),
      ...destinationFault(checks),
    ]),
  ];
}

/** Reasons of a status that are a fault of the configuration, and of no record that could carry a problem. */
const FAULTS: readonly DomainRow['statusReason'][] = [
  'several-records',
  'empty-delegation',
  'broken-lame',
  'broken-bogus',
  'locked-not-rejecting',
  'locked-but-txt',
  'locked-but-shared-target',
  'locked-but-not-ours',
];

function faultOfReason({ listing, statusReason }: DomainRow): string[] {
  return listing === 'confirmed' && FAULTS.includes(statusReason) ? [statusReason] : [];
}

/** A report address in another organization that did not agree to take reports. */
function destinationFault(checks: DomainChecks | null): string[] {
  const refused = checks?.destinations.some(({ authorization }) => authorization === 'missing');
  return refused ? ['destination-not-authorized'] : [];
}

/** An SPF record of the domain itself that receivers call invalid for some of its mail. */
function spfFault(domain: string, verdicts: KeptVerdicts | null): string[] {
  const own = verdicts?.own.find((table) => table.domain === domain);
  return own?.verdicts.some(({ result }) => result === 'permerror') ? ['spf-permerror'] : [];
}
