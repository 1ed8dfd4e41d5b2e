/** A small report whose pieces a test can exchange: one record about example.com, in one line. */
export function reportOf(
  pieces: { records?: string; metadata?: string; range?: string; declaration?: string } = {},
): string {
  const {
    records = recordOf(),
    metadata = '<org_name>Höst</org_name><report_id>1</report_id>',
    range = '<begin>1735689600</begin><end>1735775999</end>',
    declaration = '<?xml version="1.0" encoding="UTF-8"?>',
  } = pieces;
  return `${declaration}<feedback><report_metadata>${metadata}<date_range>${range}</date_range></report_metadata><policy_published><domain>example.com</domain><p>reject</p></policy_published>${records}</feedback>`;
}

export function recordOf(count = '3', ip = '192.0.2.1'): string {
  return `<record><row><source_ip>${ip}</source_ip><count>${count}</count><policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated></row><identifiers><header_from>example.com</header_from></identifiers></record>`;
}
