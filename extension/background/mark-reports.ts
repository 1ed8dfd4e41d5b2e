/** Read reports as the marks show them: with SPF where it may be asked, and whether they are stored. */

import { organizationalDomainByList } from '../../core/dmarc/public-suffix.ts';
import { type AssessedReport, assessReport, type SpfBy } from '../../core/engine/judge/mark-report.ts';
import type { AggregateHeader } from '../../core/model/report.ts';
import { mailFits } from '../../core/report/mail-fits.ts';
import type { MarkReport, SpfState } from '../messages/protocol.ts';
import { evidenceText } from './evidence-text.ts';
import { markReport } from './mark-report.ts';
import type { FoundReport } from './read-file.ts';
import type { Running } from './running-engine.ts';

const DNS_TIMEOUT_MS = 15_000;
/** A mark is shown without its SPF part rather than late; the page asks again. */
const DNS_PATIENCE_MS = 700;

/** Under way, by report: asking again does not start DNS anew. */
const assessing = new Map<string, Promise<AssessedReport>>();

/**
 * `by` is `known` wherever the user did not ask: whoever can have a report shown must not be able to cause questions to
 * DNS by it, which tell that it was read.
 */
export async function markReports(
  found: FoundReport[],
  { store, network }: Running,
  by: SpfBy,
): Promise<MarkReport[]> {
  const marks: MarkReport[] = [];
  for (const each of found) {
    const mark = markReport(each);
    mark.stored = (await store.reports.get(mark.id)) !== null;
    const { report } = each.read;
    marks.push(
      report.kind === 'aggregate' ? await withSenders(mark, each, report, { store, network }, by) : mark,
    );
  }
  return marks;
}

async function withSenders(
  mark: MarkReport,
  found: FoundReport,
  header: AggregateHeader,
  { store, network }: Pick<Running, 'store' | 'network'>,
  by: SpfBy,
): Promise<MarkReport> {
  const strangeMail = strangeMailOf(found, header);
  const domain = header.policy.domain.toLowerCase();
  const { listing } = await store.domains.get(domain);
  if (listing !== 'confirmed') return { ...mark, strangeMail, spf: 'unconfirmed' };
  if ((await network.resolverFor(domain)) === null) return { ...mark, strangeMail, spf: 'no-resolver' };
  const assessed = await Promise.race([
    assessOnce(mark.id, found, header, { store, network }, by),
    new Promise<null>((resolve) => setTimeout(resolve, DNS_PATIENCE_MS, null)),
  ]);
  if (!assessed) return { ...mark, strangeMail, spf: 'pending' };
  const counts = assessed.mark.senders;
  const facts = assessed.facts;
  if (!counts || !facts) return { ...mark, strangeMail, spf: by === 'known' ? 'unasked' : 'offline' };
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const spf: SpfState = 'checked';
  return {
    ...mark,
    strangeMail,
    spf,
    notInSpf: counts.not,
    inSpf: { of: all, senders: counts.in },
    senders: assessed.mark.worst.map((sender) => ({
      key: sender.key,
      name: sender.name,
      status: sender.status,
      messages: sender.messages,
      passed: sender.passed,
      evidence: evidenceText(
        sender.address ? facts.verdictOf(header.policy.domain, sender.address) : undefined,
      ),
    })),
    moreSenders: all - assessed.mark.worst.length,
  };
}

function assessOnce(
  id: string,
  found: FoundReport,
  header: AggregateHeader,
  { store, network }: Pick<Running, 'store' | 'network'>,
  by: SpfBy,
): Promise<AssessedReport> {
  const key = `${by} ${id}`;
  const known = assessing.get(key);
  if (known) return known;
  const started = assessReport(
    { id, header, blocks: found.blocks, notes: found.read.notes.length },
    {
      store,
      by,
      resolverFor: (root) => network.resolverFor(root),
      signal: AbortSignal.timeout(DNS_TIMEOUT_MS),
    },
  ).finally(() => assessing.delete(key));
  assessing.set(key, started);
  return started;
}

/** The mail's domain where it does not fit the reporting organisation; empty where it does. */
function strangeMailOf(found: FoundReport, header: AggregateHeader): string {
  const { fromDomain } = found.mail ?? { fromDomain: '' };
  return mailFits(fromDomain, header, organizationalDomainByList) ? '' : fromDomain;
}
