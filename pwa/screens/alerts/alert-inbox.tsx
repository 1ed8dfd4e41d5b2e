import { BellOff } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { dayText } from '../../../core/lib/days.ts';
import type { AlertGroup } from '../../../core/model/alert.ts';
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
import { Name } from '../../components/name.tsx';
import { Segments } from '../../components/segments.tsx';
import { getEngine } from '../../state/engine.ts';
import { day, number } from '../../state/format.ts';
import { language, textsOf } from '../../state/language.ts';
import { href, route, setParams } from '../../state/router.ts';
import { undoable } from '../../state/undoable.ts';
import { useQuery } from '../../state/use-query.ts';
import { alertsTexts } from './texts.ts';

const DAY = 86_400;
const SHOWN = ['open', 'done', 'all'] as const;
/** Groups listed at first, and more at a click. */
const PAGE = 100;

/**
 * Alerts by domain and kind, those of most harm first. Those that are new stay marked while they are looked at, and count as
 * read from then on.
 */
export function AlertInbox() {
  const t = textsOf(alertsTexts);
  const shown = SHOWN.find((each) => each === route.value.params.get('show')) ?? 'open';
  const query = useQuery(shown, (engine) => engine.alerts.groups(shown), ['alerts']);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [count, setCount] = useState(PAGE);
  useEffect(() => {
    const unread = query.data?.flatMap((group) => group.unread) ?? [];
    if (unread.length === 0) return;
    setFresh((before) => new Set([...before, ...unread]));
    void setState(unread, 'read');
  }, [query.data]);
  if (query.error) return <Failure error={query.error} />;
  if (!query.data) return <Busy />;
  const groups = query.data;
  const ids = groups.flatMap((group) => group.ids);
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
        {shown === 'open' && ids.length > 1 && (
          <Button onClick={() => void markDone(ids)}>{t.allDone}</Button>
        )}
      </div>
      {groups.length === 0 && shown !== 'done' && (
        <EmptyState icon={<BellOff size={40} />} title={t.empty.title} text={t.empty.text} />
      )}
      {groups.length === 0 && shown === 'done' && <p class="muted">{t.emptyDone}</p>}
      <ul class="alert-list">
        {groups.slice(0, count).map((group) => (
          <li
            key={group.key}
            data-state={group.alerts.every(({ state }) => state === 'done') ? 'done' : 'open'}
          >
            <GroupCard
              group={group}
              fresh={group.ids.some((id) => fresh.has(id) || group.unread.includes(id))}
            />
          </li>
        ))}
      </ul>
      {groups.length > count && (
        <Button onClick={() => setCount(count + PAGE)}>{textsOf(commonTexts).all}</Button>
      )}
    </>
  );
}

/** What its alerts say together: on how many days, the worst of them, and of whom; each of them behind a fold. */
function GroupCard({ group, fresh }: { group: AlertGroup; fresh: boolean }) {
  const t = textsOf(alertsTexts);
  const { domain, kind, ids, days, firstDay, lastDay, worst, senders, alerts } = group;
  const done = alerts.every(({ state }) => state === 'done');
  const one = ids.length === 1;
  const mail = kind !== 'dns-changed' && kind !== 'reports-stopped';
  return (
    <article
      class="card alert"
      data-tone={kind === 'mail-from-blocked' ? 'bad' : undefined}
      data-group={group.key}
    >
      <div class="row">
        <h2>{alertKindWord(kind, language.value)}</h2>
        {fresh && (
          <span class="pill" data-tone="accent">
            {t.unread}
          </span>
        )}
        <span class="muted">
          <Name of={domain} /> ·{' '}
          {days === 1
            ? t.on(day(lastDay * DAY))
            : t.days(number(days), day(firstDay * DAY), day(lastDay * DAY))}
        </span>
        <span class="spring" />
        <Button
          kind="quiet"
          label={`${done ? t.groupReopen : one ? t.markDone : t.groupDone}: ${domain}`}
          onClick={() => void (done ? setState(ids, 'read') : markDone(ids))}
        >
          {done ? (one ? t.reopen : t.groupReopen) : one ? t.markDone : t.groupDone}
        </Button>
      </div>
      {one ? (
        <AlertFacts alert={worst} />
      ) : (
        <>
          {mail && (
            <p>
              <span class="muted">{t.worst(day(worst.day * DAY))}</span>{' '}
              {alertSentence(worst, language.value)}
            </p>
          )}
          {!mail && <p>{alertSentence(alerts[0] ?? worst, language.value)}</p>}
          {senders.length > 0 && <SenderLinks group={group} />}
          <details>
            <summary>
              {alerts.length < ids.length ? t.newest(number(alerts.length)) : t.each(number(ids.length))}
            </summary>
            <ul class="plain-list">
              {alerts.map((alert) => (
                <li key={alert.id} data-alert={alert.id}>
                  <p class="muted small">{t.on(day(alert.day * DAY))}</p>
                  <AlertFacts alert={alert} />
                </li>
              ))}
            </ul>
          </details>
        </>
      )}
    </article>
  );
}

/** The senders that the alerts name, each leading to its mail of those days. */
function SenderLinks({ group }: { group: AlertGroup }) {
  const t = textsOf(alertsTexts);
  const { domain, senders, firstDay, lastDay } = group;
  const period = `${dayText(firstDay)}..${dayText(lastDay)}`;
  return (
    <p class="row small">
      <span class="muted">{t.senders}</span>
      {senders.map(({ key, name }) => (
        <a key={key} href={href('reports', { domain, sender: key, period })}>
          <Name of={name} />
        </a>
      ))}
    </p>
  );
}

/** What one alert says. */
function AlertFacts({ alert }: { alert: StoredAlert }) {
  const t = textsOf(alertsTexts);
  const date = dayText(alert.day);
  const mail = alert.kind !== 'dns-changed' && alert.kind !== 'reports-stopped';
  return (
    <>
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
    </>
  );
}

function ByStatus({ data }: { data: Record<string, unknown> }) {
  const t = textsOf(alertsTexts);
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
  const t = textsOf(alertsTexts);
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
  await getEngine().alerts.setState(ids, state);
}

async function markDone(ids: string[]): Promise<void> {
  await undoable({
    text: textsOf(alertsTexts).doneToast(number(ids.length)),
    act: () => setState(ids, 'done'),
    undo: () => setState(ids, 'read'),
  });
}
