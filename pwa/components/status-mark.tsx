import type { DomainRow } from '../../core/engine/domains/face.ts';
import type { SenderNeed, SenderStatus } from '../../core/model/sender.ts';
import { domainMark } from '../../core/words/domain-mark.ts';
import { senderMark } from '../../core/words/marks.ts';
import { domainStatusWord, senderStatusWord } from '../../core/words/status.ts';
import { language } from '../state/language.ts';
import { MarkIcon } from './mark.tsx';

/** A sender's status: mark and word, never colour alone. */
export function SenderStatusMark(props: {
  status: SenderStatus;
  short?: boolean;
  /** What it asks of the user, where that is known. */
  need?: SenderNeed;
}) {
  const { status, short, need = null } = props;
  return (
    <span class="status" data-status={status}>
      <MarkIcon mark={senderMark(status, need)} />
      <span>{senderStatusWord(status, language.value, short ? 'short' : 'long')}</span>
    </span>
  );
}

/** A domain's status: mark and word. */
export function DomainStatusMark({ row }: { row: DomainRow }) {
  const { status, statusReason } = row;
  return (
    <span class="status" data-status={status}>
      <MarkIcon mark={domainMark(row)} />
      <span>{domainStatusWord(status, statusReason, language.value)}</span>
    </span>
  );
}
