import { useState } from 'preact/hooks';
import type { StsFetch, TransportView } from '../../../core/model/transport.ts';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { getPlatform } from '../../state/platform.ts';
import { toast } from '../../state/toasts.ts';
import { transportTexts } from './transport-texts.ts';

/** The MTA-STS record, and the policy file where it can be read. */
export function StsCard({ view }: { view: TransportView }) {
  const t = textsOf(transportTexts).sts;
  const sts = view.answers?.sts;
  if (sts === undefined || !sts.told || sts.value.state === 'none') return null;
  const { state, id, texts } = sts.value;
  return (
    <section class="card stack" aria-label={t.title} data-sts={state}>
      <h2>{t.title}</h2>
      <dl class="facts">
        <dt>{t.record}</dt>
        <dd>
          {t.state[state]}
          {texts.map((text) => (
            <code key={text} class="cell-sub break">
              {text}
            </code>
          ))}
        </dd>
        {id !== '' && (
          <>
            <dt>{t.id}</dt>
            <dd class="mono">{id}</dd>
          </>
        )}
        {state === 'present' && (
          <>
            <dt>{t.policy}</dt>
            <dd data-policy={view.policy.state}>
              <Policy domain={view.domain} fetched={view.policy} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Policy({ domain, fetched }: { domain: string; fetched: StsFetch }) {
  const t = textsOf(transportTexts).sts;
  const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
  if (fetched.state === 'not-here') {
    return (
      <>
        {t.notHere}{' '}
        <a href={url} target="_blank" rel="noreferrer noopener">
          {url}
        </a>
      </>
    );
  }
  return (
    <div class="stack tight">
      {fetched.state === 'not-asked' && <span>{t.notAsked}</span>}
      {fetched.state === 'failed' && (
        <span>
          {t.failed[fetched.why](fetched.detail)} <span class="muted">{t.readAt(moment(fetched.at))}</span>
        </span>
      )}
      {fetched.state === 'fetched' && <Fetched fetched={fetched} />}
      <ReadButton domain={domain} url={url} />
    </div>
  );
}

function Fetched({ fetched }: { fetched: Extract<StsFetch, { state: 'fetched' }> }) {
  const t = textsOf(transportTexts).sts;
  const { mode, maxAge, mx, problems } = fetched.policy;
  return (
    <>
      <dl class="facts">
        <dt>{t.mode}</dt>
        <dd class="mono">{mode ?? '–'}</dd>
        <dt>{t.age}</dt>
        <dd>{maxAge === null ? '–' : t.seconds(number(maxAge))}</dd>
        <dt>{t.mx}</dt>
        <dd class="mono break">{mx.length === 0 ? '–' : mx.join(', ')}</dd>
      </dl>
      {problems.length > 0 && (
        <ul class="problem-list">
          {problems.slice(0, 10).map(({ code, detail }) => (
            <li key={`${code} ${detail}`}>{t.problem[code](detail)}</li>
          ))}
        </ul>
      )}
      <span class="small muted">{t.readAt(moment(fetched.at))}</span>
    </>
  );
}

function ReadButton({ domain, url }: { domain: string; url: string }) {
  const t = textsOf(transportTexts).sts;
  const [busy, setBusy] = useState(false);
  return (
    <span>
      <Button
        disabled={busy}
        onClick={async () => {
          setBusy(true);
          // Asked for in the click, as browsers want it.
          const answer = (await getPlatform().askToSend?.(url, 'questions', false)) ?? 'granted';
          const read = answer === 'granted' && (await getEngine().domains.fetchStsPolicy(domain));
          setBusy(false);
          if (!read) toast(t.refused);
        }}
      >
        {busy ? t.reading : t.read}
      </Button>
    </span>
  );
}
