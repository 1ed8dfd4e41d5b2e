import { useState } from 'preact/hooks';
import type { Engine } from '../../../core/engine/face.ts';
import type { StorageFacts } from '../../../core/engine/settings/face.ts';
import { Button } from '../../components/button.tsx';
import { DeleteDataDialog } from '../../components/delete-data-dialog.tsx';
import { deleteDataTexts } from '../../components/delete-data-texts.ts';
import { Progress } from '../../components/progress.tsx';
import { tellChange } from '../../state/changes.ts';
import { bringBack, deletions } from '../../state/deletions.ts';
import { bytes, moment, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { settingsTexts } from './texts.ts';

/** How much is stored, how much may be, and whether the browser keeps it. */
export function StorageSection() {
  const t = textsOf(settingsTexts);
  const query = useQuery('storage', readFacts, ['imports', 'reports', 'settings']);
  const facts = query.data;
  const [deleting, setDeleting] = useState(false);
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
                  // The browser tells nobody of it.
                  tellChange({ topic: 'settings', domains: [] });
                  if (!kept) toast(t.persistRefused);
                }}
              >
                {t.persistAsk}
              </Button>
            </div>
          )}
          <div class="row">
            <Button kind="danger" disabled={facts.reports === 0} onClick={() => setDeleting(true)}>
              {textsOf(deleteDataTexts).open}
            </Button>
          </div>
        </>
      )}
      <Deletions />
      {deleting && <DeleteDataDialog onClose={() => setDeleting(false)} />}
    </section>
  );
}

/** The engine's figures. Whether the browser keeps them is the page's to ask. */
async function readFacts(engine: Engine): Promise<StorageFacts> {
  const [facts, persisted] = await Promise.all([engine.settings.storage(), navigator.storage?.persisted?.()]);
  return { ...facts, persisted: persisted ?? facts.persisted };
}

/** What was deleted since the app was opened, each with the way back. */
function Deletions() {
  const t = textsOf(deleteDataTexts);
  if (deletions.value.length === 0) return null;
  return (
    <div class="stack tight">
      <h3>{t.listTitle}</h3>
      <ul class="plain-list" aria-label={t.listTitle}>
        {deletions.value.map(({ token, text, at }) => (
          <li key={token} class="row">
            <span class="spring">
              {text} <span class="muted small">{moment(at)}</span>
            </span>
            <Button label={`${t.bringBack}: ${text}`} onClick={() => void bringBack(token)}>
              {t.bringBack}
            </Button>
          </li>
        ))}
      </ul>
      <p class="muted small">{t.closed}</p>
    </div>
  );
}
