import type { UnfinishedImport } from '../../../core/engine/intake/face.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { pickFiles } from '../../intake/picker.ts';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { enqueueFiles, enqueueUnfinished, importing, unfinished } from '../../state/imports.ts';
import { language, textsOf } from '../../state/language.ts';
import { importTexts } from './texts.ts';

/** Imports that were cut off: what is left of each, and how to finish it. */
export function UnfinishedImports() {
  const running = importing.value?.importId;
  return unfinished.value
    .filter(({ importId }) => importId !== running)
    .map((left) => <UnfinishedCard key={left.importId} left={left} />);
}

function UnfinishedCard({ left }: { left: UnfinishedImport }) {
  const t = textsOf(importTexts).unfinished;
  const { importId, files } = left;
  const title = left.problem ? t.stopped : t.title;
  const leave = async () => {
    await getEngine().intake.cancel(importId);
  };
  return (
    <section class="card stack" aria-label={title}>
      <div class="row">
        <h2 class="spring">{title}</h2>
        {(files.left > 0 || files.missing === 0) && (
          <Button kind="primary" onClick={() => enqueueUnfinished(importId)}>
            {t.finish}
          </Button>
        )}
        {files.missing > 0 && (
          <Button
            onClick={async () => {
              const given = await pickFiles();
              // What is stored already is recognised, so that choosing too many does no harm.
              enqueueFiles(given, (summary) => (summary.state === 'done' ? leave() : undefined));
            }}
          >
            {t.giveAgain}
          </Button>
        )}
        <Button onClick={() => void leave()}>{t.leave}</Button>
      </div>
      {left.problem && <p role="alert">{refusalSentence(left.problem, language.value)}</p>}
      <Progress done={files.done} total={files.total} label={title} />
      <p>
        {t.left(moment(left.started), number(files.total - files.done), number(files.total))}{' '}
        {files.missing > 0 && t.missing(number(files.missing))}
      </p>
      <p class="muted small">{t.leaveHint}</p>
    </section>
  );
}
