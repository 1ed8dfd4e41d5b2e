import { commonTexts } from '../components/common-texts.ts';
import { failureSentence } from './failure-sentence.ts';
import { textsOf } from './language.ts';
import { dismissToast, toast } from './toasts.ts';

/**
 * Says at once what an act does, with the way back, while the act runs. If it fails, `failed` puts back what was shown,
 * and the machine's words take the place of the message. The way back waits for the act.
 */
export async function undoable(parts: {
  text: string;
  act(): Promise<unknown>;
  undo(): Promise<unknown>;
  failed?(): void;
}): Promise<void> {
  const done = parts.act();
  const id = toast(parts.text, {
    label: textsOf(commonTexts).undo,
    run: async () => {
      await done;
      await parts.undo();
    },
  });
  try {
    await done;
  } catch (error) {
    dismissToast(id);
    parts.failed?.();
    toast(failureSentence(error));
  }
}
