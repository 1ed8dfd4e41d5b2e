import type { IgnoredDecision } from '../../../core/model/decisions.ts';
import { getEngine } from '../../state/engine.ts';
import { textsOf } from '../../state/language.ts';
import { undoable } from '../../state/undoable.ts';
import { showDecision } from './shown-decisions.ts';
import { reportsTexts } from './texts.ts';

/** Ignores a sender no longer, with a way back. */
export async function takeBackIgnored(decision: IgnoredDecision): Promise<void> {
  const { domain, senderKey, senderName, addresses, note } = decision;
  await undoable({
    text: textsOf(reportsTexts).details.unignored(senderName),
    act: () => showDecision(domain, [senderKey], false, () => getEngine().senders.endIgnored([decision])),
    undo: () =>
      showDecision(domain, [senderKey], true, () =>
        getEngine().senders.ignore(domain, senderKey, addresses, note),
      ),
  });
}
