import { useState } from 'preact/hooks';
import type { SpfChainLink } from '../../../core/engine/spf/face.ts';
import type { SpfVerdict } from '../../../core/model/spf.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { spfProblemSentence } from '../../../core/words/spf-problem.ts';
import { SpfChain } from '../../components/spf-chain.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href } from '../../state/router.ts';
import { verdictTexts } from './verdict-texts.ts';

/** What the record of one domain says of an address: the way through its includes, the term, and what it cost. */
export function VerdictEvidence({ verdict, address }: { verdict: SpfVerdict; address: string }) {
  const t = textsOf(verdictTexts);
  const { domain, result, path, term, problem } = verdict;
  const open = result === 'undecided' || result === 'temperror';
  const words = open ? t.open : result === 'pass' ? t.in : t.not;
  return (
    <div class="verdict" data-verdict={result}>
      <p>
        {words(address, domain)}
        {result !== 'pass' && (
          <>
            {' '}
            <span class="pill">{result}</span>
          </>
        )}
      </p>
      <p class="mono small">
        {path.join(' › ')}
        {term && (
          <>
            {' › '}
            <strong>{term}</strong>
          </>
        )}
      </p>
      {problem && <p class="small">{spfProblemSentence(problem, language.value)}</p>}
      {verdict.kept && (
        <p class="small">
          {moment(verdict.kept.at)} · {noAnswerSentence(verdict.kept.why, true, language.value)}
        </p>
      )}
      {!problem && result === 'none' && <p class="small">{t.noRecord(path.at(-1) ?? domain)}</p>}
      {result === 'neutral' && !term && <p class="small">{t.noTerm}</p>}
      <p class="muted small">
        {t.costs(verdict.lookups, verdict.voids)} · <a href={href('spf', { domain })}>{t.page(domain)}</a>
      </p>
      {result !== 'none' && <Records path={path} term={term} />}
    </div>
  );
}

/** The texts of the records, read when opened. */
function Records({ path, term }: { path: string[]; term: string }) {
  const t = textsOf(verdictTexts);
  const [chain, setChain] = useState<SpfChainLink[] | null>(null);
  return (
    <details
      class="small"
      onToggle={async (event) => {
        if (event.currentTarget.open && chain === null) setChain(await getEngine().spf.chain(path));
      }}
    >
      <summary>{t.records}</summary>
      {chain && chain.length === 0 && <p class="muted">{t.notKept}</p>}
      {chain && chain.length > 0 && (
        <>
          <SpfChain chain={chain} term={term} none={t.none} />
          <p class="muted">{t.asKept}</p>
        </>
      )}
    </details>
  );
}
