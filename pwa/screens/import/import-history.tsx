import { importing, lastImport } from '../../state/imports.ts';
import { textsOf } from '../../state/language.ts';
import { reading } from '../../state/mailboxes.ts';
import { useQuery } from '../../state/use-query.ts';
import { ImportSummaryCard } from './import-summary.tsx';
import { importTexts } from './texts.ts';

/** Earlier imports, newest first, each with its files and its undo; cut-off ones say so. */
export function ImportHistory() {
  const t = textsOf(importTexts);
  const query = useQuery('imports', (engine) => engine.intake.list(), ['imports']);
  const running = [importing.value, ...reading.value.values()].map((it) => it?.importId);
  const earlier = (query.data ?? []).filter(
    (i) => i.importId !== lastImport.value?.importId && !running.includes(i.importId),
  );
  if (earlier.length === 0) return null;
  return (
    <section class="stack" aria-label={t.history}>
      <h2>{t.history}</h2>
      {earlier
        .toSorted((a, b) => b.started - a.started)
        .map((i) => (
          <ImportSummaryCard key={i.importId} id={i.importId} />
        ))}
    </section>
  );
}
