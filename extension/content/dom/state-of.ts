import type { MarkState } from '../../messages/protocol.ts';
import type { MarkContent } from './mark-content.ts';

export function stateOf(content: MarkContent): MarkState {
  if (content.kind === 'report') return content.report.stored ? 'stored' : 'report';
  if (content.kind === 'offered') return 'named';
  return content.kind === 'problem' ? 'rejected' : content.kind;
}
