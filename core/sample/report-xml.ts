import { MAIN, type Receiver, SHOP, SILENT, type Stream } from './company.ts';

export interface SampleRow {
  stream: Stream;
  address: string;
  count: number;
}

const DAY = 86_400;
const POLICY: Record<string, { p: string; pct: number }> = {
  [MAIN]: { p: 'none', pct: 100 },
  [SHOP]: { p: 'quarantine', pct: 50 },
  [SILENT]: { p: 'none', pct: 100 },
};

/** An aggregate report of one day as XML: RFC 7489 appendix C, or RFC 9990 for a modern receiver. */
export function reportXml(receiver: Receiver, domain: string, begin: number, rows: SampleRow[]): string {
  const { p, pct } = POLICY[domain]!;
  const root = receiver.modern ? '<feedback xmlns="urn:ietf:params:xml:ns:dmarc-2.0">' : '<feedback>';
  const policy = receiver.modern
    ? `<adkim>r</adkim><aspf>r</aspf><p>${p}</p><sp>${p}</sp><np>${p}</np><testing>n</testing><discovery_method>treewalk</discovery_method>`
    : `<adkim>r</adkim><aspf>r</aspf><p>${p}</p><sp>${p}</sp><pct>${pct}</pct>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
${root}
  <version>1.0</version>
  <report_metadata>
    <org_name>${receiver.org}</org_name>
    <email>${receiver.email}</email>
    <report_id>${begin}.${domain}</report_id>
    <date_range><begin>${begin}</begin><end>${begin + DAY - 1}</end></date_range>
  </report_metadata>
  <policy_published><domain>${domain}</domain>${policy}</policy_published>
${rows.map((row) => recordXml(row, p, receiver)).join('\n')}
</feedback>
`;
}

function recordXml({ stream, address, count }: SampleRow, policy: string, receiver: Receiver): string {
  const passes = stream.spfAligned || stream.dkimAligned;
  const clean = receiver.modern ? 'pass' : 'none';
  const disposition = passes ? clean : stream.reason ? 'none' : policy;
  const reason = stream.reason
    ? `<reason><type>${stream.reason.type}</type><comment>${stream.reason.comment}</comment></reason>`
    : '';
  const dkim = stream.dkim
    .map(
      ({ domain, selector, result }) =>
        `<dkim><domain>${domain}</domain><selector>${selector}</selector><result>${result}</result></dkim>`,
    )
    .join('');
  return `  <record>
    <row><source_ip>${address}</source_ip><count>${count}</count>
      <policy_evaluated><disposition>${disposition}</disposition><dkim>${word(stream.dkimAligned)}</dkim><spf>${word(stream.spfAligned)}</spf>${reason}</policy_evaluated></row>
    <identifiers><envelope_from>${stream.envelope}</envelope_from><header_from>${stream.headerFrom}</header_from></identifiers>
    <auth_results>${dkim}<spf><domain>${stream.envelope}</domain><scope>mfrom</scope><result>${stream.spf}</result></spf></auth_results>
  </record>`;
}

function word(aligned: boolean): string {
  return aligned ? 'pass' : 'fail';
}
