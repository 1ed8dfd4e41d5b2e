import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-preact';
import type { SpfProblem } from '../../../core/model/spf-tree.ts';
import { spfProblemTone, spfTreeProblemSentence } from '../../../core/words/spf-tree-problem.ts';
import { number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { spfTexts } from './texts.ts';

const ICONS = { bad: CircleAlert, warn: TriangleAlert, doubt: CircleHelp };
const RANK = { bad: 0, doubt: 1, warn: 2 };

/** Everything worth saying about a record, the worst first, each with its place. */
export function ProblemList(props: { problems: readonly SpfProblem[]; root: string; text: string }) {
  const t = textsOf(spfTexts);
  const problems = props.problems.toSorted(
    (a, b) => RANK[spfProblemTone(a.code)] - RANK[spfProblemTone(b.code)],
  );
  if (problems.length === 0) {
    return props.text === '' ? null : (
      <p class="row tone-good">
        <CircleCheck size={16} aria-hidden="true" /> {t.fine}
      </p>
    );
  }
  return (
    <section class="card stack" aria-label={t.problems}>
      <h2>{t.problems}</h2>
      <ul class="spf-problems">
        {problems.map((problem) => {
          const tone = spfProblemTone(problem.code);
          const Icon = ICONS[tone];
          const domain = problem.path.at(-1) ?? '';
          return (
            <li
              key={`${problem.code} ${problem.path.join('>')} ${problem.at}`}
              data-problem={problem.code}
              data-tone={tone}
            >
              <Icon size={16} aria-hidden="true" />
              <span>
                {problem.term !== '' && <code class="break">{short(problem.term)}</code>}{' '}
                {spfTreeProblemSentence(problem, language.value)}{' '}
                <span class="muted small">
                  {[
                    problem.at >= 0 ? t.at(number(problem.at + 1)) : '',
                    domain === props.root ? '' : t.within(domain),
                  ]
                    .filter(Boolean)
                    .join(', ')}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** A term may be as long as the record itself. */
function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
