import { say } from '../state/language.ts';
import { commonTexts } from './common-texts.ts';

/** Something that should not have happened: said plainly, with the machine's words for a bug report. */
export function Failure({ error }: { error: Error }) {
  const t = say(commonTexts);
  return (
    <div class="banner" data-tone="bad" role="alert">
      <p>
        {t.failed} <code>{error.message}</code>
      </p>
    </div>
  );
}
