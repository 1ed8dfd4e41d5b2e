import { Pause, Play, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { MailboxImport } from '../../../core/model/mailbox.ts';
import { Button } from '../../components/button.tsx';
import { Progress } from '../../components/progress.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { readAgain, reading } from '../../state/mailboxes.ts';
import { getPlatform } from '../../state/platform.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { mailboxTexts } from './mailbox-texts.ts';

/** Folders of webmail that are being read, and those that were held up before their end. */
export function MailboxesUnderWay() {
  const query = useQuery('mailboxes', (engine) => engine.sources.list(), ['imports']);
  if (!getPlatform().mailboxes) return null;
  const here = reading.value;
  const known = (query.data ?? []).filter((it) => it.state !== 'done' && !here.has(it.id));
  return (
    <>
      {[...here.values(), ...known].map((it) => (
        <MailboxCard key={it.id} mailbox={it} here={here.has(it.id)} />
      ))}
    </>
  );
}

function MailboxCard({ mailbox, here }: { mailbox: MailboxImport; here: boolean }) {
  const t = textsOf(mailboxTexts);
  const { id, place, messages } = mailbox;
  const [closed, setClosed] = useState(false);
  const live = mailbox.state === 'running' || mailbox.state === 'paused';
  const unfinished = !live && mailbox.state !== 'done';
  const title = t.stateTitle[mailbox.state](place.name);
  const problem = closed ? ('not-open' as const) : mailbox.problem;
  const parts = [
    t.messages(number(messages.done), number(Math.max(messages.total, messages.done))),
    messages.known > 0 ? t.known(number(messages.known)) : '',
    t.opened(number(mailbox.opened)),
    t.reports(number(mailbox.reports)),
    mailbox.failed > 0 ? t.failed(number(mailbox.failed)) : '',
  ];
  return (
    <section class="card stack" aria-label={title} data-mailbox={place.folder} data-state={mailbox.state}>
      <div class="row">
        <h2 class="spring">{title}</h2>
        {here && mailbox.state === 'running' && (
          <Button onClick={() => void getEngine().sources.pause(id)}>
            <Pause size={16} aria-hidden="true" />
            {t.pause}
          </Button>
        )}
        {here && mailbox.state === 'paused' && (
          <Button kind="primary" onClick={() => void getEngine().sources.resume(id)}>
            <Play size={16} aria-hidden="true" />
            {t.resume}
          </Button>
        )}
        {unfinished && (
          <Button kind="primary" onClick={async () => setClosed(!(await readAgain(mailbox)))}>
            <Play size={16} aria-hidden="true" />
            {t.resume}
          </Button>
        )}
        {here && live && (
          <Button onClick={() => void getEngine().sources.stop(id)}>
            <X size={16} aria-hidden="true" />
            {t.stop}
          </Button>
        )}
        {unfinished && (
          <Button
            onClick={async () => {
              await getEngine().sources.forget(id);
              toast(t.forgotten(place.name));
            }}
          >
            {t.forget}
          </Button>
        )}
      </div>
      <p class="muted small break">
        {t.at(place.account, new URL(place.origin).host)}
        {live && !here && ` · ${t.elsewhere}`}
      </p>
      <Progress done={messages.done} total={messages.total} label={title} />
      <p class="muted small num">{parts.filter(Boolean).join(' · ')}</p>
      {live && <p class="muted small one-line">{mailbox.current}</p>}
      {problem && !live && (
        <p role="alert">
          {t.problem[problem]}{' '}
          {(problem === 'not-open' || problem === 'sign-in') && (
            <a href={place.origin} target="_blank" rel="noreferrer">
              {t.open}
            </a>
          )}
        </p>
      )}
      {here && live && <p class="muted small">{t.keepOpen}</p>}
    </section>
  );
}
