import { useState } from 'preact/hooks';
import { deleted } from '../state/deletions.ts';
import { getEngine } from '../state/engine.ts';
import { textsOf } from '../state/language.ts';
import { go, href } from '../state/router.ts';
import { Button } from './button.tsx';
import { commonTexts } from './common-texts.ts';
import { deleteDataTexts } from './delete-data-texts.ts';
import { Dialog } from './dialog.tsx';

/** Deletes the report of a page after a question, and leads back to the page before. `figures` is a sentence. */
export function DeleteReportButton({ id, figures }: { id: string; figures?: string }) {
  const t = textsOf(deleteDataTexts).one;
  const [asking, setAsking] = useState(false);
  const remove = async () => {
    const token = await getEngine().reports.delete([id]);
    history.length > 1 ? history.back() : go(href('reports'));
    deleted(token, t.deleted, textsOf(commonTexts).undo);
  };
  return (
    <>
      <Button kind="danger" onClick={() => setAsking(true)}>
        {t.delete}
      </Button>
      {asking && (
        <Dialog
          title={t.title}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{textsOf(commonTexts).cancel}</Button>
              <Button kind="danger" onClick={() => void remove()}>
                {t.delete}
              </Button>
            </>
          }
        >
          <p>
            {figures} {t.hint}
          </p>
        </Dialog>
      )}
    </>
  );
}
