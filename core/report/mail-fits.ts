import { mailDomain, reporterName } from './reporters.ts';

/**
 * Whether the domain a mail came from fits the organisation whose report it carries. Anyone can send a report in another's
 * name, so a mismatch is shown; a match proves nothing. True where the domains are the same or one lies below the other, where
 * both belong to one known reporter, or where the mail does not say where it came from.
 */
export function mailFits(mailFromDomain: string, report: { orgName: string; email: string }): boolean {
  const from = mailFromDomain.toLowerCase().replace(/\.$/, '');
  if (from === '') return true;
  const contact = mailDomain(report.email);
  const org = report.orgName.trim().toLowerCase();
  if (related(from, contact) || related(from, org)) return true;
  const reporter = reporterName(report.orgName, report.email);
  return (
    reporter.includes('.') && (related(from, reporter) || reporterName('', `report@${from}`) === reporter)
  );
}

/** The same name, or one below the other. A bare top-level name is related to nothing. */
function related(a: string, b: string): boolean {
  if (!a.includes('.') || !b.includes('.')) return false;
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}
