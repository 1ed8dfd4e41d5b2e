import { useState } from 'preact/hooks';
import type { FileOutcome, ImportSummary } from '../../../core/model/import.ts';
import { refusalSentence } from '../../../core/words/refusal.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { ImportFiles } from './import-files.tsx';
import { ImportNewDomains } from './import-new-domains.tsx';
import { importTexts } from './texts.ts';

/** What came of an import: counts, new domains, every file with its outcome, undo. */
export function ImportSummaryCard({ id, open }: { id: string; open?: boolean }) {
  const t = textsOf(importTexts);
  const query = useQuery(id, (engine) => engine.intake.summary(id), ['imports', 'domains']);
  const [undoing, setUndoing] = useState(false);
  const [files, setFiles] = useState(open === true);
  const [only, setOnly] = useState<FileOutcome | 'all'>('all');
  const summary = query.data;
  if (!summary) return null;
  // to the second, so that no two have the same name
  const exact = new Date(summary.started * 1000).toLocaleString(language.value);
  return (
    <section class="card stack" aria-label={open ? t.summary : t.earlier(exact)}>
      <div class="row">
        <h2 class="spring">
          {open ? t.summary : moment(summary.started)} <StateNote summary={summary} />
        </h2>
        {!open && (
          <Button kind="quiet" onClick={() => setFiles(!files)}>
            {files ? t.hideFiles : t.showFiles}
          </Button>
        )}
        {!summary.undone && summary.imported + summary.repaired + summary.duplicates > 0 && (
          <Button
            disabled={undoing}
            onClick={async () => {
              setUndoing(true);
              const removed = await getEngine().intake.undo(id);
              setUndoing(false);
              toast(t.undoDone(number(removed)));
            }}
          >
            {undoing ? t.undoing : t.undo}
          </Button>
        )}
      </div>
      <Counts summary={summary} only={only} onOnly={setOnly} />
      {summary.state === 'cancelled' && <p>{t.cancelled}</p>}
      {summary.state === 'failed' && (
        <p role="alert">
          {t.failed} {summary.problem && refusalSentence(summary.problem, language.value)}
        </p>
      )}
      {!summary.undone && <ImportNewDomains domains={summary.newDomains} />}
      {files && (
        <ImportFiles
          key={language.value}
          files={summary.files.filter((file) => only === 'all' || file.outcome === only)}
        />
      )}
    </section>
  );
}

function StateNote({ summary }: { summary: ImportSummary }) {
  const t = textsOf(importTexts);
  if (summary.undone) return <span class="pill">{t.undone}</span>;
  return summary.state === 'done' ? null : <span class="pill">{t.state[summary.state]}</span>;
}

/** Counts by outcome; each filters the list of files below. */
function Counts(props: {
  summary: ImportSummary;
  only: FileOutcome | 'all';
  onOnly: (only: FileOutcome | 'all') => void;
}) {
  const t = textsOf(importTexts);
  const { summary, only, onOnly } = props;
  const counts: [FileOutcome, number, string][] = [
    ['report', summary.imported, t.counts.imported],
    ['repaired', summary.repaired, t.counts.repaired],
    ['duplicate', summary.duplicates, t.counts.duplicates],
    ['not-a-report', summary.notReports, t.counts.notReports],
    ['rejected', summary.rejected, t.counts.rejected],
  ];
  return (
    <div class="chips">
      {counts
        .filter(([outcome, count]) => count > 0 || outcome === 'report')
        .map(([outcome, count, word]) => (
          <button
            key={outcome}
            type="button"
            class="chip"
            aria-pressed={only === outcome}
            data-outcome={outcome}
            onClick={() => onOnly(only === outcome ? 'all' : outcome)}
          >
            <strong class="num">{number(count)}</strong> {word}
          </button>
        ))}
    </div>
  );
}
