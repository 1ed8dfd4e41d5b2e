import { ChevronRight } from 'lucide-preact';
import { senderNeedHeading } from '../../../core/words/sender-need.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import type { SenderLine } from './sender-lines.ts';
import { reportsTexts } from './texts.ts';

/** Cells of a heading: its words with the count, and the messages of all under it. */
export function HeadingCell(props: {
  column: string;
  line: Extract<SenderLine, { kind: 'heading' }>;
  open: boolean;
  toggle: () => void;
}) {
  const { column, line, open, toggle } = props;
  const t = textsOf(reportsTexts);
  if (column === 'messages') return <strong>{number(line.messages)}</strong>;
  if (column !== 'name') return null;
  return (
    <button type="button" class="need-heading" data-main aria-expanded={open} onClick={toggle}>
      <ChevronRight size={16} aria-hidden="true" />
      <strong>{senderNeedHeading(line.need, language.value)}</strong>{' '}
      <span class="muted">{t.senderCount(number(line.senders.length))}</span>
    </button>
  );
}
