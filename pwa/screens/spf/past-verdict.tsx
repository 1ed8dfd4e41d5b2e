import { useEffect, useState } from 'preact/hooks';
import type { SpfPastName } from '../../../core/engine/spf/face.ts';
import { spfProblemSentence } from '../../../core/words/spf-problem.ts';
import { Button } from '../../components/button.tsx';
import { SpfChain } from '../../components/spf-chain.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { route } from '../../state/router.ts';
import { spfTexts } from './texts.ts';

const DAY = 86_400_000;

/** Asks what the record of a past day says of an address, for example of one in that day's report. */
export function PastVerdict({ domain }: { domain: string }) {
  const t = textsOf(spfTexts).history;
  const { params } = route.value;
  const today = new Date().toISOString().slice(0, 10);
  const [address, setAddress] = useState(params.get('address') ?? '');
  const [day, setDay] = useState(params.get('day') ?? today);
  const [asked, setAsked] = useState<{ address: string; names: SpfPastName[] } | null>(null);
  const ask = async () => {
    const wanted = address.trim();
    const names = await getEngine().spf.verdictsOn(domain, wanted, Math.floor(Date.parse(day) / DAY));
    setAsked({ address: wanted, names });
  };
  // A link may bring address and day along.
  useEffect(() => {
    if (params.has('address')) void ask();
  }, []);
  return (
    <form
      class="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h2>{t.ask}</h2>
      <div class="row spf-ask">
        <label class="field">
          <span class="small muted">{t.address}</span>
          <input
            required
            value={address}
            placeholder="192.0.2.1"
            onInput={(event) => setAddress(event.currentTarget.value)}
          />
        </label>
        <label class="field">
          <span class="small muted">{t.day}</span>
          <input
            type="date"
            required
            max={today}
            value={day}
            onInput={(event) => setDay(event.currentTarget.value)}
          />
        </label>
        <Button submit>{t.look}</Button>
      </div>
      <div role="status" class="stack">
        {asked && asked.names.length > 1 && (
          <p class="muted small">{t.names(asked.names.map((each) => each.domain).join(', '))}</p>
        )}
        {asked?.names.map((name) => (
          <Answer key={name.domain} address={asked.address} {...name} />
        ))}
      </div>
    </form>
  );
}

function Answer({ domain, address, past }: SpfPastName & { address: string }) {
  const t = textsOf(spfTexts).history;
  if (!past) return <p class="muted">{t.notCovered(domain)}</p>;
  const { verdict, chain } = past;
  if (verdict.problem === 'not-an-address') return <p>{t.badAddress}</p>;
  const open = verdict.result === 'undecided' || verdict.result === 'temperror';
  const words = open ? t.open : verdict.result === 'pass' ? t.in : t.not;
  return (
    <div class="stack tight" data-past={verdict.result}>
      <p>
        <strong>{words(address, domain)}</strong> <span class="pill">{verdict.result}</span>
      </p>
      <p class="mono small">{[...verdict.path, verdict.term].filter(Boolean).join(' › ')}</p>
      {verdict.problem && <p class="small">{spfProblemSentence(verdict.problem, language.value)}</p>}
      <SpfChain chain={chain} term={verdict.term} none={t.noText} />
      <p class="muted small">
        {t.basis(moment(past.at), moment(past.until))} {!past.certain && t.uncertain}
      </p>
    </div>
  );
}
