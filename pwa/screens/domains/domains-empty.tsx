import { FileDown } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { pickFiles } from '../../intake/picker.ts';
import { getEngine } from '../../state/engine.ts';
import { enqueueFiles } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { go, href } from '../../state/router.ts';
import { addTexts } from './add-domains-dialog.tsx';
import { domainsTexts } from './texts.ts';

/** The first thing a new user sees. */
export function DomainsEmpty({ onAdd }: { onAdd: () => void }) {
  const t = textsOf(domainsTexts);
  const [busy, setBusy] = useState(false);
  return (
    <>
      <PageHeader title={t.title} />
      <EmptyState icon={<FileDown size={40} />} title={t.empty.title} text={t.empty.text}>
        <Button
          kind="primary"
          disabled={busy}
          onClick={async () => {
            setBusy(true);
            await getEngine().intake.addSample();
            setBusy(false);
          }}
        >
          {busy ? t.empty.sampling : t.empty.sample}
        </Button>
        <Button
          onClick={async () => {
            const files = await pickFiles();
            if (files.length === 0) return;
            go(href('import'));
            enqueueFiles(files);
          }}
        >
          {t.empty.pick}
        </Button>
        <Button onClick={onAdd}>{textsOf(addTexts).open}</Button>
      </EmptyState>
    </>
  );
}
