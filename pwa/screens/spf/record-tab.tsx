import type { SpfRecordView } from '../../../core/engine/spf/face.ts';
import { textsOf } from '../../state/language.ts';
import { Freshness } from './freshness.tsx';
import { ProblemList } from './problem-list.tsx';
import { RecordFigures } from './record-figures.tsx';
import { RecordText } from './record-text.tsx';
import { spfTexts } from './texts.ts';
import { TreeTable } from './tree-table.tsx';

/** A record with its totals, its faults, and the tree of what it leads to. */
export function RecordTab({ view }: { view: SpfRecordView }) {
  const t = textsOf(spfTexts);
  // Of a record that is not known there are no figures.
  const answered = view.tree.state !== 'temperror';
  return (
    <>
      <Freshness freshness={view.freshness} answered={answered} />
      {answered && <RecordFigures view={view} />}
      <section class="card stack">
        <h2>{t.record}</h2>
        {(view.tree.state === 'syntax-error' || view.tree.state === 'several-records') && (
          <p class="banner" data-tone="bad">
            {t.invalid}
          </p>
        )}
        {view.tree.text === '' ? (
          <p class="muted">{t.states[view.tree.state] || t.none}</p>
        ) : (
          <RecordText text={view.tree.text} problems={ownProblems(view)} />
        )}
      </section>
      <ProblemList problems={view.problems} root={view.tree.domain} text={view.tree.text} />
      {view.tree.terms.length > 0 && <TreeTable view={view} />}
    </>
  );
}

/** Problems with a place in the record's own text. */
export function ownProblems(view: SpfRecordView) {
  return view.problems.filter((problem) => problem.path.length === 1 && problem.at >= 0);
}
