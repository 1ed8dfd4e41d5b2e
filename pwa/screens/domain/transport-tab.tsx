import { CircleCheck, CircleHelp, CircleX, RefreshCw, ShieldOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import type { DomainPage } from '../../../core/engine/domains/face.ts';
import type { TransportFinding, TransportView } from '../../../core/model/transport.ts';
import { noAnswerSentence } from '../../../core/words/no-answer.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { getEngine } from '../../state/engine.ts';
import { moment } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { network } from '../../state/settings.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { MailHosts } from './mail-hosts.tsx';
import { StsCard } from './sts-card.tsx';
import { TlsFailures } from './tls-failures.tsx';
import { transportTexts } from './transport-texts.ts';

/** Answers older than this are asked for again when the page is opened. Seconds. */
const FRESH_SECONDS = 6 * 3_600;

/** How mail comes to the domain: what is wrong first, then its hosts, MTA-STS, and what senders reported. */
export function TransportTab({ page }: { page: DomainPage }) {
  const { domain, sample } = page.row;
  const query = useQuery(
    domain,
    (engine) => engine.domains.transport(domain),
    ['domains', 'reports'],
    domain,
  );
  const mayAsk = network.value === 'on' || sample;
  const { data } = query;
  const [busy, setBusy] = useState(false);
  async function ask(clicked: boolean): Promise<void> {
    setBusy(true);
    const asked = await getEngine().domains.askTransport(domain, clicked);
    setBusy(false);
    if (!asked && clicked) toast(textsOf(transportTexts).unasked);
  }
  const age = data === undefined ? 0 : Date.now() / 1000 - (data.answers?.at ?? 0);
  useEffect(() => {
    if (data !== undefined && mayAsk && age > FRESH_SECONDS) void ask(false);
  }, [domain, data === undefined, mayAsk]);
  if (query.error) return <Failure error={query.error} />;
  if (!data) return <Busy />;
  return (
    <>
      <Found view={data} busy={busy} ask={mayAsk ? () => void ask(true) : null} />
      {data.answers?.mx.told && data.answers.mx.value.length > 0 && <MailHosts view={data} />}
      {data.answers !== null && !data.answers.nullMx && <StsCard view={data} />}
      <TlsFailures view={data} />
      {data.answers !== null && <Bimi view={data} />}
    </>
  );
}

const ICONS = { good: CircleCheck, open: ShieldOff, bad: CircleX, unknown: CircleHelp };

function Found(props: { view: TransportView; busy: boolean; ask: (() => void) | null }) {
  const t = textsOf(transportTexts);
  const { view, busy, ask } = props;
  const { answers, findings } = view;
  const untold =
    answers === null ? [] : [answers.mx, answers.sts, answers.tlsRpt].filter((each) => !each.told);
  const order: TransportFinding['tone'][] = ['bad', 'open', 'unknown', 'good'];
  const sorted = findings.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return (
    <section class="card stack" aria-label={t.title} data-transport={answers === null ? 'never' : 'known'}>
      <div class="row">
        <h2 class="spring">{t.title}</h2>
        {ask !== null && (
          <Button disabled={busy} onClick={ask}>
            <RefreshCw class={busy ? 'spin' : ''} size={16} aria-hidden="true" />
            {busy ? t.asking : t.ask}
          </Button>
        )}
      </div>
      <p class="muted">{t.lead}</p>
      {answers === null && !busy && <p>{t.never}</p>}
      <ul class="plain-list transport-findings">
        {sorted.map(({ code, tone, names }) => {
          const Icon = ICONS[tone];
          return (
            <li key={code} data-finding={code} data-tone={tone}>
              <Icon size={16} aria-label={t.tone[tone]} />
              <span>{t.findings[code](names.join(', '))}</span>
            </li>
          );
        })}
      </ul>
      {untold.map((each, i) =>
        each.told ? null : (
          <p key={`${each.why} ${i}`} class="muted">
            {noAnswerSentence(each.why, false, language.value)}.
          </p>
        ),
      )}
      {answers !== null && <p class="small muted">{t.asked(moment(answers.at))}</p>}
    </section>
  );
}

function Bimi({ view }: { view: TransportView }) {
  const t = textsOf(transportTexts).bimi;
  const bimi = view.answers?.bimi;
  if (bimi === undefined) return null;
  return (
    <section
      class="card stack tight"
      aria-label={t.title}
      data-bimi={bimi.told ? bimi.value.state : 'unknown'}
    >
      <h2>{t.title}</h2>
      <p class="muted">{t.lead}</p>
      <p>
        {!bimi.told
          ? `${noAnswerSentence(bimi.why, false, language.value)}.`
          : bimi.value.state === 'none'
            ? t.none
            : bimi.value.state !== 'present'
              ? t.other
              : bimi.value.logo === ''
                ? t.noLogo
                : t.present(bimi.value.logo)}
      </p>
    </section>
  );
}
