/** What a forged report may cause in questions, counted at the network: the report's author chose all that stands in it. */
import { gzipSync } from 'node:zlib';
import * as codec from '@dnsquery/dns-packet';
import { expect, test } from 'vitest';
import { openEngine } from '../../../../core/engine/open-engine.ts';
import { canonicalName } from '../../../../core/lib/dns-names.ts';

const DAY = 86_400;
const NOW = 20_500 * DAY + DAY / 2;
const RESOLVER = { id: 'own', name: 'test', url: 'https://dns.example/dns-query' };
const SPF = 'v=spf1 ip4:198.51.100.0/24 ~all';

interface Form {
  nameSenders: 'on' | 'off';
  spf: string;
  /** Every name below the domain publishes the same record. */
  wild?: boolean;
  rows: number;
  /** Names below the domain that stand as header-from and envelope. */
  names: number;
  selectors: number;
  /** The report says that its receiver walks the tree. */
  walks?: boolean;
  reports?: number;
}

function forged(form: Form, report: number): Blob {
  let rows = '';
  for (let at = 0; at < form.rows; at += 1) {
    const below = form.names > 0 ? `id${at % form.names}.r${report}.` : '';
    rows += `<record><row><source_ip>2a0${report % 10}:db8:${(at >> 8).toString(16)}:${(at & 255).toString(16)}::1</source_ip><count>1</count><policy_evaluated><disposition>none</disposition><dkim>pass</dkim><spf>fail</spf></policy_evaluated></row><identifiers><envelope_from>e.${below}victim.example</envelope_from><header_from>${below}victim.example</header_from></identifiers><auth_results><dkim><domain>victim.example</domain><selector>s${at % form.selectors}r${report}</selector><result>pass</result></dkim><spf><domain>e.${below}victim.example</domain><result>pass</result></spf></auth_results></record>`;
  }
  const discovery = form.walks ? '<discovery_method>treewalk</discovery_method>' : '';
  const xml = `<?xml version="1.0"?><feedback><report_metadata><org_name>google.com</org_name><email>n@google.com</email><report_id>${report}</report_id><date_range><begin>${NOW - 2 * DAY}</begin><end>${NOW - DAY}</end></date_range></report_metadata><policy_published><domain>victim.example</domain><p>none</p>${discovery}</policy_published>${rows}</feedback>`;
  const bytes = gzipSync(xml);
  expect(bytes.length).toBeLessThan(100_000);
  return new Blob([bytes]);
}

/** Names asked about, by `name TYPE`, before the report came and because of it. */
async function questionsOf(form: Form): Promise<{ before: string[]; caused: string[] }> {
  const asked: string[] = [];
  const answer = (url: URL): Uint8Array => {
    const query = codec.decode(Buffer.from(url.searchParams.get('dns') ?? '', 'base64url'));
    const { name, type } = query.questions![0]!;
    asked.push(`${canonicalName(name)} ${type}`);
    const isOwn = name === 'victim.example' || (form.wild && /^(?:e\.)?id[^_]*\.victim\.example$/.test(name));
    const text = name === '_dmarc.victim.example' ? 'v=DMARC1; p=none' : isOwn ? form.spf : null;
    const answers =
      type === 'PTR'
        ? Array.from({ length: 8 }, (_, n) => ({
            type: 'PTR' as const,
            name,
            ttl: 1,
            data: `x${n}-${name.slice(30, 62).replaceAll('.', '')}.attacker.test`,
          }))
        : type === 'TXT' && text !== null
          ? [{ type: 'TXT' as const, name, ttl: 60, data: [text] }]
          : [];
    const flags = 0x80 | (answers.length > 0 ? 0 : 3);
    return codec.encode({ type: 'response', id: 0, flags, questions: query.questions!, answers });
  };
  const { engine, store } = await openEngine({
    name: `questions-${Math.random()}`,
    locks: null,
    channel: null,
    clock: () => NOW * 1000,
    fetch: async (url) =>
      new Response(answer(new URL(String(url))) as Uint8Array<ArrayBuffer>, {
        headers: { 'content-type': 'application/dns-message' },
      }),
    onFault: (error) => {
      throw error;
    },
  });
  try {
    await engine.settings.save({ resolvers: [RESOLVER], nameSenders: form.nameSenders });
    await engine.domains.confirm(['victim.example']);
    await engine.queue.idle();
    const before = asked.splice(0);
    for (let report = 0; report < (form.reports ?? 1); report += 1) {
      const file = { name: `r${report}.xml.gz`, blob: forged(form, report) };
      const { imported, repaired } = await engine.intake.importFiles([file], () => {});
      expect(imported + repaired).toBe(1);
      await engine.queue.idle();
    }
    return { before, caused: asked };
  } finally {
    engine.stop();
    store.close();
  }
}

const worst = { rows: 1_500, names: 400, selectors: 50 };
const FORMS: [string, Form][] = [
  ['names below the domain', { ...worst, nameSenders: 'off', spf: SPF }],
  ['names that are walked', { ...worst, nameSenders: 'off', spf: SPF, walks: true }],
  ['names that all have a record', { ...worst, nameSenders: 'off', spf: SPF, wild: true }],
  ['addresses and ptr', { ...worst, names: 0, nameSenders: 'off', spf: 'v=spf1 ptr -all' }],
  ['names, addresses and ptr', { ...worst, wild: true, nameSenders: 'off', spf: 'v=spf1 ptr ~all' }],
  [
    'addresses and exists',
    { ...worst, names: 0, nameSenders: 'off', spf: 'v=spf1 exists:%{ir}.l.victim.example -all' },
  ],
  [
    'addresses and %{p}',
    { ...worst, names: 0, nameSenders: 'off', spf: 'v=spf1 exists:%{p}.victim.example -all' },
  ],
  ['four reports', { ...worst, rows: 300, nameSenders: 'off', spf: SPF, walks: true, reports: 4 }],
  ['names of senders', { ...worst, nameSenders: 'on', spf: SPF }],
  ['names of senders and ptr', { ...worst, wild: true, nameSenders: 'on', spf: 'v=spf1 ptr ~all' }],
];

test.each(FORMS)('[PRIV-6] a forged report with %s causes at most 300 questions', async (_, form) => {
  const { caused } = await questionsOf(form);
  expect(caused.length).toBeLessThanOrEqual(300);
  expect(caused.length).toBeGreaterThan(0);
  if (form.nameSenders === 'on') return;
  // zones of the addresses and of their names belong to whoever wrote the report; names below the domain to its owner
  expect(caused.filter((question) => !/(?:^|\.)victim\.example |^_dmarc\.example /.test(question))).toEqual(
    [],
  );
});
