import { Button } from '../../components/button.tsx';
import { textsOf } from '../../state/language.ts';
import { route, setParams } from '../../state/router.ts';
import { linkTexts } from './link-texts.ts';

/** The extension opens this page after a click on a link whose file gave no single report: says what came of it. */
export function LinkOutcome() {
  const t = textsOf(linkTexts);
  const outcome = route.value.params.get('link');
  if (!outcome) return null;
  return (
    <section class="card stack" data-link={outcome} aria-label={t.title}>
      <div class="row">
        <h2 class="spring">{t.title}</h2>
        <Button kind="quiet" onClick={() => setParams({ link: null })}>
          {t.dismiss}
        </Button>
      </div>
      <p role="status">{t.outcomes[outcome] ?? t.other}</p>
    </section>
  );
}
