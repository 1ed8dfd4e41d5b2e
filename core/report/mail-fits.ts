import { mailDomain, reporterName } from './reporters.ts';

/**
 * Whether the domain a mail came from fits the organisation whose report it carries. Anyone can send a report in another's
 * name, so a mismatch is shown; a match proves nothing. True where both have one organizational domain, where both belong to
 * one known reporter, or where the mail does not say where it came from.
 * @param organizational a name's organizational domain, by the public suffix list
 */
export function mailFits(
  mailFromDomain: string,
  report: { orgName: string; email: string },
  organizational: (name: string) => string,
): boolean {
  const from = mailFromDomain.toLowerCase().replace(/\.$/, '');
  if (from === '') return true;
  const reporter = reporterName(report.orgName, report.email);
  const known = [mailDomain(report.email), report.orgName.trim().toLowerCase(), reporter];
  if (known.some((name) => name.includes('.') && organizational(name) === organizational(from))) return true;
  return reporter.includes('.') && reporterName('', `report@${from}`) === reporter;
}
