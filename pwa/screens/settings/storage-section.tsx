import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { changed } from '../../state/engine.ts';
import { bytes, number } from '../../state/format.ts';
import { say } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { settingsTexts } from './texts.ts';

/** How much is stored, how much may be, and whether the browser keeps it. */
export function StorageSection() {
  const t = say(settingsTexts);
  const query = useQuery('storage', (engine) => engine.storage(), ['imports', 'reports', 'settings']);
  const facts = query.data;
  return (
    <section class="card stack">
      <h2>{t.storage}</h2>
      {facts && (
        <>
          <Progress done={facts.usage} total={facts.quota} label={t.usage} />
          <dl class="facts num">
            <dt>{t.content}</dt>
            <dd>{t.stored(number(facts.reports), number(facts.records))}</dd>
            <dt>{t.usage}</dt>
            <dd>{t.quota(bytes(facts.usage), bytes(facts.quota))}</dd>
            <dt>{t.raw}</dt>
            <dd>{bytes(facts.rawBytes)}</dd>
            <dt>{t.persistence}</dt>
            <dd>
              {facts.persisted === null ? t.persistUnknown : facts.persisted ? t.persisted : t.notPersisted}
            </dd>
          </dl>
          {facts.persisted === false && (
            <div class="row">
              <Button
                onClick={async () => {
                  const kept = await navigator.storage.persist();
                  changed('settings');
                  if (!kept) toast(t.persistRefused);
                }}
              >
                {t.persistAsk}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}
