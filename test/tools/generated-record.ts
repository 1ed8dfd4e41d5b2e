/** What a reader has to find in a generated report. */
export interface Truth {
  orgName: string;
  reportId: string;
  domain: string;
  begin: number;
  end: number;
  records: number;
  messages: number;
  passed: number;
  dkimAligned: number;
  spfAligned: number;
  quarantine: number;
  reject: number;
}

/** A kind of traffic: its share, its addresses, and how its mail is signed and sent. */
interface Source {
  kind: 'own' | 'bulk' | 'tickets' | 'foreign' | 'crm' | 'forward' | 'list' | 'spoof';
  weight: number;
  v4: string;
  /** Third octet, from and to. */
  third: [number, number];
  v6: string | null;
}

const SOURCES: Source[] = [
  { kind: 'own', weight: 30, v4: '203.0', third: [113, 113], v6: '2001:db8:1' },
  { kind: 'bulk', weight: 22, v4: '198.18', third: [0, 63], v6: '2001:db8:a' },
  { kind: 'tickets', weight: 14, v4: '198.18', third: [64, 127], v6: null },
  { kind: 'foreign', weight: 6, v4: '198.19', third: [0, 31], v6: '2001:db8:c' },
  { kind: 'crm', weight: 5, v4: '198.19', third: [32, 47], v6: null },
  { kind: 'forward', weight: 12, v4: '10.64', third: [0, 255], v6: '2001:db8:f' },
  { kind: 'list', weight: 4, v4: '10.65', third: [0, 63], v6: '2001:db8:e' },
  { kind: 'spoof', weight: 7, v4: '10.128', third: [0, 255], v6: '2001:db8:bad' },
];
const SUBDOMAINS = ['', '', '', '', '', 'news.', 'mail.', 'app.', 'billing.'];
const COMMENTS = [
  'arc=pass',
  'mailing list',
  'sampled',
  'trusted &amp; known &lt;forwarder&gt;',
  'source.spf=softfail',
];
const WEIGHT = SOURCES.reduce((sum, source) => sum + source.weight, 0);

type Random = (below: number) => number;

/** One `<record>`; its figures are added to `truth`. */
export function makeRecord(
  domain: string,
  policy: string,
  style: string,
  nl: string,
  random: Random,
  truth: Truth,
): string {
  const chance = (percent: number) => random(100) < percent;
  const pick = <T>(list: readonly T[]) => list[random(list.length)]!;
  let at = random(WEIGHT);
  const source = SOURCES.find((one) => {
    at -= one.weight;
    return at < 0;
  })!;
  const size = random(100);
  let count =
    size < 55 ? 1 : size < 90 ? 2 + random(19) : size < 99 ? 21 + random(380) : 401 + random(24_600);
  if (source.kind === 'spoof') count = Math.min(count, 40);
  const headerFrom = pick(SUBDOMAINS) + domain;
  const dkim: [domain: string, selector: string, result: string][] = [];
  let dkimAligned = false;
  let spfAligned = false;
  let spfDomain = domain;
  let spfResult = 'pass';
  switch (source.kind) {
    case 'own':
      dkimAligned = chance(97);
      dkim.push([domain, `s${1 + random(3)}`, dkimAligned ? 'pass' : 'fail']);
      spfAligned = true;
      spfDomain = headerFrom;
      break;
    case 'bulk':
      dkimAligned = chance(98);
      dkim.push([domain, `b${1 + random(2)}`, dkimAligned ? 'pass' : 'fail']);
      spfDomain = 'bounce.bulk.example';
      break;
    case 'tickets':
      dkimAligned = chance(95);
      dkim.push([domain, 't1', dkimAligned ? 'pass' : 'temperror'], ['tickets.example', 't', 'pass']);
      spfDomain = `em${1 + random(9)}.${domain}`;
      spfAligned = chance(90);
      if (!spfAligned) spfResult = 'softfail';
      break;
    case 'foreign':
      dkim.push(['foreign.example', 'c', 'pass']);
      spfDomain = 'mail.foreign.example';
      break;
    case 'crm':
      dkimAligned = chance(40);
      dkim.push([domain, 'crm', dkimAligned ? 'pass' : 'fail']);
      spfDomain = 'crm.example';
      break;
    case 'forward':
      dkimAligned = chance(75);
      dkim.push([domain, 's1', dkimAligned ? 'pass' : 'fail']);
      spfDomain = chance(40) ? `fwd${random(400)}.example` : domain;
      spfResult = spfDomain === domain ? pick(['fail', 'softfail']) : 'pass';
      break;
    case 'list':
      dkim.push([domain, 's1', 'fail'], ['lists.example.net', 'l', 'pass']);
      spfDomain = 'lists.example.net';
      break;
    case 'spoof':
      spfDomain = chance(50) ? domain : `bot${random(5000)}.example`;
      spfResult = pick(['fail', 'softfail', 'none', 'neutral', 'permerror']);
  }
  const passed = dkimAligned || spfAligned;
  let disposition = passed ? 'none' : policy;
  let reason = '';
  if (!passed && policy !== 'none' && chance(source.kind === 'forward' || source.kind === 'list' ? 60 : 5)) {
    disposition = 'none';
    reason = `<reason><type>${pick(['local_policy', 'forwarded', 'mailing_list', 'trusted_forwarder'])}</type><comment>${pick(COMMENTS)}</comment></reason>`;
  }
  truth.records++;
  truth.messages += count;
  if (passed) truth.passed += count;
  if (dkimAligned) truth.dkimAligned += count;
  if (spfAligned) truth.spfAligned += count;
  if (disposition === 'quarantine') truth.quarantine += count;
  if (disposition === 'reject') truth.reject += count;

  const address =
    source.v6 && chance(18)
      ? `${source.v6}::${(1 + random(65_535)).toString(16)}:${(1 + random(65_535)).toString(16)}`
      : `${source.v4}.${source.third[0] + random(source.third[1] - source.third[0] + 1)}.${1 + random(254)}`;
  const lines = [
    '<record>',
    '<row>',
    `<source_ip>${address}</source_ip>`,
    `<count>${count}</count>`,
    '<policy_evaluated>',
    `<disposition>${disposition}</disposition>`,
    `<dkim>${dkimAligned ? 'pass' : 'fail'}</dkim>`,
    `<spf>${spfAligned ? 'pass' : 'fail'}</spf>`,
  ];
  if (reason) lines.push(reason);
  lines.push('</policy_evaluated>', '</row>', '<identifiers>');
  if (style === 'office') lines.push(`<envelope_to>rcpt${random(60)}.example</envelope_to>`);
  if (style === 'office' || style === 'plain' || style === 'gateway') {
    lines.push(`<envelope_from>${spfDomain}</envelope_from>`);
  }
  lines.push(`<header_from>${headerFrom}</header_from>`, '</identifiers>', '<auth_results>');
  for (const [d, selector, result] of dkim) {
    lines.push('<dkim>', `<domain>${d}</domain>`);
    if (style !== 'filter') lines.push(`<selector>${selector}</selector>`);
    lines.push(`<result>${result}</result>`);
    if (style === 'office' && chance(20)) lines.push('<human_result>as the signature says</human_result>');
    lines.push('</dkim>');
  }
  lines.push('<spf>', `<domain>${spfDomain}</domain>`);
  if (style === 'office' || style === 'plain') lines.push('<scope>mfrom</scope>');
  lines.push(`<result>${spfResult}</result>`, '</spf>', '</auth_results>', '</record>');
  return lines.join(nl) + nl;
}
