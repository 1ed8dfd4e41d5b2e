import { visibleText } from '../../../core/lib/visible-text.ts';
import { Button } from '../../components/button.tsx';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { sharedFiles } from '../../state/shared-files.ts';
import { importTexts } from './texts.ts';

/** Names that are listed. */
const LISTED = 20;

/** What came by the share menu: nothing of it is read before the click. */
export function SharedFilesCard() {
  const shared = sharedFiles.value;
  if (shared === null) return null;
  const t = textsOf(importTexts).shared;
  const more = shared.files.length - LISTED;
  return (
    <section class="card stack" aria-label={t.title}>
      <div class="row">
        <h2 class="spring">{t.title}</h2>
        <Button kind="primary" onClick={() => void shared.accept()}>
          {t.accept(number(shared.files.length))}
        </Button>
        <Button onClick={() => void shared.discard()}>{t.discard}</Button>
      </div>
      <p>{t.source}</p>
      <ul>
        {shared.files.slice(0, LISTED).map((file) => (
          <li key={file}>
            <bdi>{visibleText(file.name)}</bdi>
          </li>
        ))}
      </ul>
      {more > 0 && <p>{t.more(number(more))}</p>}
    </section>
  );
}
