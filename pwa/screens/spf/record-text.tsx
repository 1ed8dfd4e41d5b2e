import type { SpfProblem } from '../../../core/model/spf-tree.ts';
import { spfProblemTone, spfTreeProblemSentence } from '../../../core/words/spf-tree-problem.ts';
import { language } from '../../state/language.ts';

/** A record's text in which the terms with problems are marked; the sentence stands in the list below. */
export function RecordText({ text, problems }: { text: string; problems: readonly SpfProblem[] }) {
  return (
    <pre class="preview spf-text">
      {partsOf(text, problems).map((part) =>
        part.problem ? (
          <mark
            key={part.at}
            data-tone={spfProblemTone(part.problem.code)}
            title={spfTreeProblemSentence(part.problem, language.value)}
          >
            {part.text}
          </mark>
        ) : (
          <Words key={part.at} text={part.text} />
        ),
      )}
    </pre>
  );
}

/** Text that breaks between terms only, never behind the minus of `-all`. */
function Words({ text }: { text: string }) {
  return (
    <>{text.split(/( +)/).map((word, at) => (word.startsWith(' ') ? word : <span key={at}>{word}</span>))}</>
  );
}

interface Part {
  at: number;
  text: string;
  problem: SpfProblem | null;
}

/** The text cut at the terms that problems are about; of two at one term, the worse is shown. */
function partsOf(text: string, problems: readonly SpfProblem[]): Part[] {
  const marks = new Map<number, SpfProblem>();
  for (const problem of problems) {
    // A fault may point into its term; the mark covers the whole term.
    const begin = text.lastIndexOf(' ', problem.at) + 1;
    const known = marks.get(begin);
    if (!known || spfProblemTone(known.code) !== 'bad') marks.set(begin, problem);
  }
  const parts: Part[] = [];
  let from = 0;
  for (const [begin, problem] of [...marks].sort((a, b) => a[0] - b[0])) {
    const space = text.indexOf(' ', begin);
    const end = space < 0 ? text.length : space;
    if (begin > from) parts.push({ at: from, text: text.slice(from, begin), problem: null });
    parts.push({ at: begin, text: text.slice(begin, end), problem });
    from = end;
  }
  parts.push({ at: from, text: text.slice(from), problem: null });
  return parts.filter((part) => part.text !== '');
}
