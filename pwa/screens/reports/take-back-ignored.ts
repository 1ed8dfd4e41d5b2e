import type { IgnoredDecision } from '../../../core/model/views.ts';
import { commonTexts } from '../../components/common-texts.ts';
import { theEngine } from '../../state/engine.ts';
import { say } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { reportsTexts } from './texts.ts';

/** Ignores a sender no longer, with a way back. */
export async function takeBackIgnored(decision: IgnoredDecision): Promise<void> {
  const { domain, senderKey, senderName, addresses, note } = decision;
  await theEngine().endIgnored([decision]);
  toast(say(reportsTexts).details.unignored(senderName), {
    label: say(commonTexts).undo,
    run: async () => {
      await theEngine().ignoreSender(domain, senderKey, addresses, note);
    },
  });
}
