import { CircleCheck, CircleDashed, CircleDot, CircleHelp } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import type { DelegationView } from '../../../core/engine/domains/hosts/face.ts';
import type { DelegationStep, ZoneLine } from '../../../core/model/domain-configuration.ts';
import type { HostProblem } from '../../../core/model/host.ts';
import { hostProblemSentence } from '../../../core/words/host-problem.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { getEngine } from '../../state/engine.ts';
import { duration } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { network } from '../../state/settings.ts';
import { useQuery } from '../../state/use-query.ts';
import { ChildZone } from './child-zone.tsx';
import { delegationTexts } from './delegation-texts.ts';
import { HostCalls } from './host-calls.tsx';
import { CopyText } from './record-tags.tsx';
import { UnlockHost } from './unlock-host.tsx';

/** How often DNS is looked at while the guide is open. */
const LOOK_MS = 4_000;

const ICONS = { done: CircleCheck, open: CircleDot, waiting: CircleDashed, unknown: CircleHelp };

/** The guided way to a host: exact lines for the DNS provider, ticked off as DNS shows them. */
export function DelegationGuide({ page, host }: { page: DomainPage; host: DomainPage['hosts'][number] }) {
  const t = textsOf(delegationTexts).guide;
  const { domain } = page.row;
  const [turn, setTurn] = useState(0);
  // The turn is no part of the key: what is shown stays while DNS is looked at again.
  const [view, setView] = useState<DelegationView | null>(null);
  const query = useQuery(`${domain} ${host.id} ${host.locked} ${turn}`, (engine) =>
    engine.hosts.delegation(domain, host.id),
  );
  useEffect(() => {
    if (query.data) setView(query.data);
  }, [query.data]);
  useEffect(() => {
    if (network.value !== 'on') return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setTurn((n) => n + 1);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  if (!view) return <Busy />;
  return (
    <section class="card stack">
      <h2>{t.title}</h2>
      <p>{t.lead}</p>
      {host.locked && <UnlockHost host={host} />}
      {view.problem && !host.locked && (
        <div class="banner" data-tone="bad" role="alert">
          <p>{hostProblemSentence(view.problem, language.value)}</p>
        </div>
      )}
      <ol class="steps">
        {view.steps.map((step) => (
          <Step key={step.code} step={step} view={view} again={() => setTurn((n) => n + 1)} />
        ))}
      </ol>
      {view.mayTryChildZone && <ChildZone view={view} again={() => setTurn((n) => n + 1)} />}
      {network.value === 'on' && <p class="small muted">{t.watching}</p>}
    </section>
  );
}

function Step({ step, view, again }: { step: DelegationStep; view: DelegationView; again: () => void }) {
  const t = textsOf(delegationTexts).guide;
  const Icon = ICONS[step.state];
  return (
    <li data-step={step.code} data-state={step.state}>
      <Icon size={18} aria-label={t.states[step.state]} />
      <div class="stack tight">
        <p>
          {stepSentence(step)} <span class="small muted">{t.states[step.state]}</span>
        </p>
        {step.code === 'fill-host' && <Fill step={step} view={view} again={again} />}
        {step.state !== 'done' && step.lines.length > 0 && (
          <CopyText text={step.lines.map(lineText).join('\n')} />
        )}
      </div>
    </li>
  );
}

/** Fills the host, or says what to load by hand. */
function Fill({ step, view, again }: { step: DelegationStep; view: DelegationView; again: () => void }) {
  const t = textsOf(delegationTexts).guide;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<HostProblem | null>(null);
  if (!view.automatic) {
    return (
      <div class="field">
        <span class="muted small">{t.zone}</span>
        <CopyText text={view.zoneText} />
      </div>
    );
  }
  if (step.state === 'done') return null;
  return (
    <>
      <span class="small muted">{t.record}</span>
      <pre class="preview">{view.record}</pre>
      {view.calls && <HostCalls calls={view.calls} />}
      <div class="row">
        <Button
          kind="primary"
          disabled={busy || view.problem !== null}
          onClick={async () => {
            setBusy(true);
            const entry = await getEngine().hosts.fill(view.domain, view.hostId);
            setProblem(entry?.problem ?? null);
            setBusy(false);
            again();
          }}
        >
          {busy ? t.filling : t.fill}
        </Button>
      </div>
      {problem && (
        <div class="banner" data-tone="bad" role="alert">
          <p>{hostProblemSentence(problem, language.value)}</p>
        </div>
      )}
    </>
  );
}

function stepSentence(step: DelegationStep): string {
  const t = textsOf(delegationTexts).guide;
  switch (step.code) {
    case 'lower-ttl':
      return t['lower-ttl'](step.wait === null ? '' : t.ttlNow(duration(step.wait)));
    case 'add-ns':
      return step.withPrevious ? t['add-ns'] : t['add-ns-alone'];
    case 'add-cname':
      return step.withPrevious ? t['add-cname'] : t['add-cname-alone'];
    case 'no-ds':
      return step.state === 'open' ? t['no-ds-there'] : t['no-ds'];
    default:
      return t[step.code];
  }
}

/** A line as a zone file has it. */
function lineText({ name, type, value, ttl }: ZoneLine): string {
  const data = type === 'TXT' ? `"${value}"` : value;
  return `${name}. ${ttl === null ? '' : `${ttl} `}IN ${type} ${data}`;
}
