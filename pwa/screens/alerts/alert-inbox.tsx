import { BellOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { dayText } from '../../../core/lib/days.ts';
import type { SenderStatus } from '../../../core/model/sender.ts';
import type { StoredAlert } from '../../../core/model/stored.ts';
import { alertKindWord, alertSentence, changesOf } from '../../../core/words/alert.ts';
import { SENDER_MARKS } from '../../../core/words/marks.ts';
import { senderStatusWord } from '../../../core/words/status.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Failure } from '../../components/failure.tsx';
import { MarkIcon } from '../../components/mark.tsx';
import { Segments } from '../../components/segments.tsx';
import { theEngine } from '../../state/engine.ts';
import { day, number } from '../../state/format.ts';
import { language, say } from '../../state/language.ts';
import { href, route, setParams } from '../../state/router.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { alertsTexts } from './texts.ts';

const DAY = 86_400;
const SHOWN = ['open', 'done', 'all'] as const;
/** Alerts listed at first, and more at a click. */
const PAGE = 100;

/** Alerts, newest first. Those that are new stay marked while they are looked at, and count as read from then on. */
export function AlertInbox() {
  const t = say(alertsTexts);
  const shown = SHOWN.find((each) => each === route.value.params.get('show')) ?? 'open';
  const query = useQuery('alerts', (engine) => engine.alerts.list(), ['alerts']);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [count, setCount] = useState(PAGE);
  useEffect(() => {
    const unread = query.data?.filter((alert) => alert.state === 'unread').map((alert) => alert.id) ?? [];
    if (unread.length === 0) return;
    setFresh((before) => new Set([...before, ...unread]));
    void setState(unread, 'read');
  }, [query.data]);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  const open = query.data.filter((alert) => alert.state !== 'done');
  const list =
    shown === 'all'
      ? query.data
      : shown === 'open'
        ? open
        : query.data.filter((alert) => alert.state === 'done');
  const ordered = list.toSorted((a, b) => b.day - a.day || b.at - a.at);
  return (
    <>
      <div class="row">
        <Segments
          label={t.stateLabel}
          options={SHOWN.map((id) => ({ id, label: t.states[id] }))}
          current={shown}
          onChange={(id) => setParams({ show: id === 'open' ? null : id })}
        />
        <span class="spring" />
        {shown === 'open' && open.length > 1 && (
          <Button onClick={() => void markDone(open)}>{t.allDone}</Button>
        )}
      </div>
      {ordered.length === 0 && shown !== 'done' && (
        <EmptyState icon={<BellOff size={40} />} title={t.empty.title} text={t.empty.text} />
      )}
      {ordered.length === 0 && shown === 'done' && <p class="muted">{t.emptyDone}</p>}
      <ul class="alert-list">
        {ordered.slice(0, count).map((alert) => (
          <li key={alert.id} data-state={alert.state}>
            <AlertEntry alert={alert} fresh={fresh.has(alert.id) || alert.state === 'unread'} />
          </li>
        ))}
      </ul>
      {ordered.length > count && (
        <Button onClick={() => setCount(count + PAGE)}>{say(commonTexts).all}</Button>
      )}
    </>
  );
}

function AlertEntry({ alert, fresh }: { alert: StoredAlert; fresh: boolean }) {
  const t = say(alertsTexts);
  const date = dayText(alert.day);
  const mail = alert.kind !== 'dns-changed' && alert.kind !== 'reports-stopped';
  return (
    <article class="card alert" data-tone={alert.kind === 'mail-from-blocked' ? 'bad' : undefined}>
      <div class="row">
        <h2>{alertKindWord(alert.kind, language.value)}</h2>
        {fresh && (
          <span class="pill" data-tone="accent">
            {t.unread}
          </span>
        )}
        <span class="muted">
          {alert.domain} · {t.on(day(alert.day * DAY))}
        </span>
        <span class="spring" />
        {alert.state === 'done' ? (
          <Button kind="quiet" onClick={() => void setState([alert.id], 'read')}>
            {t.reopen}
          </Button>
        ) : (
          <Button kind="quiet" onClick={() => void markDone([alert])}>
            {t.markDone}
          </Button>
        )}
      </div>
      <p>{alertSentence(alert, language.value)}</p>
      <ByStatus data={alert.data} />
      <Changes data={alert.data} />
      <p>
        {mail ? (
          <a href={href('reports', { domain: alert.domain, period: `${date}..${date}` })}>{t.look}</a>
        ) : (
          <a href={href('reports', { domain: alert.domain })}>{t.lookDomain}</a>
        )}
      </p>
    </article>
  );
}

function ByStatus({ data }: { data: Record<string, unknown> }) {
  const t = say(alertsTexts);
  const by = Object.entries((data.by ?? {}) as Partial<Record<SenderStatus, number>>);
  if (by.length === 0) return null;
  return (
    <p class="row small">
      <span class="muted">{t.bySender}</span>
      {by.map(([status, messages]) => (
        <span key={status} class="row">
          <MarkIcon mark={SENDER_MARKS[status as SenderStatus]} />
          {senderStatusWord(status as SenderStatus, language.value)} {number(messages ?? 0)}
        </span>
      ))}
    </p>
  );
}

function Changes({ data }: { data: Record<string, unknown> }) {
  const t = say(alertsTexts);
  return changesOf(data).map((change) => (
    <dl key={`${change.what} ${change.name} ${change.at}`} class="facts small">
      <dt>{t.before}</dt>
      <dd>
        <code>{change.before || t.none}</code>
      </dd>
      <dt>{t.after}</dt>
      <dd>
        <code>{change.after || t.none}</code>
      </dd>
    </dl>
  ));
}

async function setState(ids: string[], state: StoredAlert['state']): Promise<void> {
  await theEngine().alerts.setState(ids, state);
}

async function markDone(alerts: StoredAlert[]): Promise<void> {
  const ids = alerts.map((alert) => alert.id);
  await setState(ids, 'done');
  toast(say(alertsTexts).doneToast(number(ids.length)), {
    label: say(commonTexts).undo,
    run: () => setState(ids, 'read'),
  });
}
