/** One row of a made report. */
export interface MadeRow {
  ip: string;
  count: number;
  disposition?: 'none' | 'quarantine' | 'reject';
  dkim?: 'pass' | 'fail';
  spf?: 'pass' | 'fail';
  headerFrom?: string;
  envelopeFrom?: string;
}

/** A made aggregate report: ends at the day `daysAgo` days ago. */
export interface MadeReport {
  reporter?: string;
  id: string;
  domain: string;
  daysAgo?: number;
  /** Unix seconds; the machine's clock where absent. */
  now?: number;
  rows: MadeRow[];
}

const DAY = 86_400;

/** The XML of an aggregate report as RFC 7489 appendix C has it. */
export function aggregateXml(report: MadeReport): string {
  const today = Math.floor((report.now ?? Date.now() / 1000) / DAY);
  const end = (today - (report.daysAgo ?? 1) + 1) * DAY;
  const reporter = report.reporter ?? 'receiver.example';
  return `<?xml version="1.0" encoding="UTF-8"?>
<feedback>
  <version>1.0</version>
  <report_metadata>
    <org_name>${reporter}</org_name>
    <email>dmarc@${reporter}</email>
    <report_id>${report.id}</report_id>
    <date_range><begin>${end - DAY}</begin><end>${end - 1}</end></date_range>
  </report_metadata>
  <policy_published>
    <domain>${report.domain}</domain><adkim>r</adkim><aspf>r</aspf><p>none</p><sp>none</sp><pct>100</pct>
  </policy_published>
${report.rows.map((row) => record(row, report.domain)).join('\n')}
</feedback>
`;
}

function record(row: MadeRow, domain: string): string {
  const headerFrom = row.headerFrom ?? domain;
  const envelope = row.envelopeFrom ?? headerFrom;
  const dkim = row.dkim ?? 'fail';
  const spf = row.spf ?? 'fail';
  return `  <record>
    <row>
      <source_ip>${row.ip}</source_ip>
      <count>${row.count}</count>
      <policy_evaluated>
        <disposition>${row.disposition ?? 'none'}</disposition><dkim>${dkim}</dkim><spf>${spf}</spf>
      </policy_evaluated>
    </row>
    <identifiers><envelope_from>${envelope}</envelope_from><header_from>${headerFrom}</header_from></identifiers>
    <auth_results>
      <dkim><domain>${headerFrom}</domain><selector>s1</selector><result>${dkim}</result></dkim>
      <spf><domain>${envelope}</domain><scope>mfrom</scope><result>${spf}</result></spf>
    </auth_results>
  </record>`;
}
