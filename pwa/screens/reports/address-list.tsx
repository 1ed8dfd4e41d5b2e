import type { AddressRow } from '../../../core/engine/senders/face.ts';
import { SENDER_MARKS } from '../../../core/words/marks.ts';
import { senderStatusWord } from '../../../core/words/status.ts';
import { MarkIcon } from '../../components/mark.tsx';
import { Name } from '../../components/name.tsx';
import { number, percent } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { GroupingFact } from './grouping-fact.tsx';
import { reportsTexts } from './texts.ts';
import { VerdictEvidence } from './verdict-evidence.tsx';

/** Some addresses of a sender with the evidence for each. */
export function AddressList({ rows }: { rows: AddressRow[] }) {
  return (
    <ul class="evidence-list">
      {rows.map((row) => (
        <li key={row.address}>
          <AddressEntry row={row} />
        </li>
      ))}
    </ul>
  );
}

/** An address with its evidence: the domain, the path of includes, and the term that decided. */
export function AddressEntry({ row }: { row: AddressRow }) {
  const t = textsOf(reportsTexts).details;
  const { totals } = row;
  const where = [row.organisation, row.asn ? `AS${row.asn}` : '', row.country].filter(Boolean).join(' · ');
  return (
    <>
      <div class="row">
        <MarkIcon mark={SENDER_MARKS[row.status]} />
        <strong class="mono">
          <Name of={row.address} />
        </strong>
        <span class="hidden-visually">{senderStatusWord(row.status, language.value)}</span>
        {row.hostName && (
          <span class="muted">
            <Name of={row.hostName} />
            {!row.hostConfirmed && ` (${t.hostUnconfirmed})`}
          </span>
        )}
        <span class="spring" />
        <span class="num">{t.messages(number(totals.messages))}</span>
      </div>
      {where && <p class="small">{where}</p>}
      <p class="muted small">
        {t.shares(
          percent(totals.passed, totals.messages),
          percent(totals.spfAligned, totals.messages),
          percent(totals.dkimAligned, totals.messages),
        )}
        {row.reporters.length > 0 && ` · ${row.reporters.join(', ')}`}
      </p>
      {row.verdicts.length === 0 && <p class="muted">{t.noVerdict}</p>}
      {row.verdicts.map((verdict) => (
        <VerdictEvidence key={verdict.domain} verdict={verdict} address={row.address} />
      ))}
      {row.grouping && (
        <p class="muted small">
          {t.grouping} {t.by[row.grouping.by]} <GroupingFact grouping={row.grouping} />
        </p>
      )}
    </>
  );
}
