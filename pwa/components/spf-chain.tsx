import type { SpfChainLink } from '../../core/engine/spf/face.ts';

/** The records on a verdict's way, each with its text; the term that decided is marked in the last. */
export function SpfChain(props: { chain: readonly SpfChainLink[]; term: string; none: string }) {
  const { chain, term, none } = props;
  return (
    <ol class="spf-chain small">
      {chain.map(({ domain, text }, at) => (
        <li key={`${at} ${domain}`}>
          <span class="mono">{domain}</span>
          <code>
            {text === '' ? none : <Marked text={text} term={at === chain.length - 1 ? term : ''} />}
          </code>
        </li>
      ))}
    </ol>
  );
}

/** The text with the term marked where it stands between spaces. */
function Marked({ text, term }: { text: string; term: string }) {
  const at = term === '' ? -1 : ` ${text} `.indexOf(` ${term} `);
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark>{term}</mark>
      {text.slice(at + term.length)}
    </>
  );
}
