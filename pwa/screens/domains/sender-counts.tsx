import type { DomainRow } from '../../../core/engine/domains/face.ts';
import { SENDER_STATUS_ORDER } from '../../../core/model/sender.ts';
import { SENDER_MARKS } from '../../../core/words/marks.ts';
import { senderStatusWord } from '../../../core/words/status.ts';
import { MarkIcon } from '../../components/mark.tsx';
import { number } from '../../state/format.ts';
import { language } from '../../state/language.ts';
import { href } from '../../state/router.ts';

/** Senders of a domain by status, the worst first, each a way to them. Without DNS a count is absent, not 0. */
export function SenderCounts({ row }: { row: DomainRow }) {
  const { senders } = row;
  if (!senders) return <span class="muted">…</span>;
  const checked = SENDER_STATUS_ORDER.some((status) => status !== 'unchecked' && senders[status] > 0);
  if (!checked) return <span class="muted">–</span>;
  return (
    <span class="counts">
      {SENDER_STATUS_ORDER.filter((status) => senders[status] > 0).map((status) => {
        const word = `${senderStatusWord(status, language.value)}: ${number(senders[status])}`;
        return (
          <a
            key={status}
            href={href('reports', { domain: row.domain, status })}
            title={word}
            aria-label={word}
          >
            <MarkIcon mark={SENDER_MARKS[status]} size={14} />
            {number(senders[status])}
          </a>
        );
      })}
    </span>
  );
}
