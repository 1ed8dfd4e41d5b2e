import { RefreshCw } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { MailboxImport } from '../../../core/model/mailbox.ts';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { getEngine } from '../../state/engine.ts';
import { ago, number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { readAgain, reading } from '../../state/mailboxes.ts';
import { getPlatform } from '../../state/platform.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { mailboxTexts } from './mailbox-texts.ts';

/** Folders of webmail that were read to their end, and what can be done with each. */
export function Mailboxes() {
  const t = textsOf(mailboxTexts);
  const query = useQuery('mailboxes', (engine) => engine.sources.list(), ['imports']);
  if (!getPlatform().mailboxes) return null;
  const done = (query.data ?? []).filter((it) => it.state === 'done' && !reading.value.has(it.id));
  return (
    <section class="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p class="muted">{t.lead}</p>
      {done.length > 0 && (
        <ul class="plain-list">
          {done.map((it) => (
            <MailboxRow key={it.id} mailbox={it} />
          ))}
        </ul>
      )}
    </section>
  );
}

function MailboxRow({ mailbox }: { mailbox: MailboxImport }) {
  const t = textsOf(mailboxTexts);
  const { id, place, messages } = mailbox;
  const [closed, setClosed] = useState(false);
  const read = async (all = false) => setClosed(!(await readAgain(mailbox, all)));
  const facts = [
    t.at(place.account, new URL(place.origin).host),
    ago(mailbox.ended ?? mailbox.started, Date.now() / 1000),
    t.messages(number(messages.done), number(Math.max(messages.total, messages.done))),
    messages.known > 0 ? t.known(number(messages.known)) : '',
    t.reports(number(mailbox.reports)),
    mailbox.failed > 0 ? t.failed(number(mailbox.failed)) : '',
    mailbox.daily ? t.isDaily : '',
  ];
  return (
    <li class="row" data-mailbox={place.folder} data-state={mailbox.state}>
      <span class="spring">
        <strong class="break">{place.name}</strong>{' '}
        <span class="muted small num">{facts.filter(Boolean).join(' · ')}</span>
        {closed && (
          <span class="cell-sub" role="alert">
            {t.problem['not-open']}{' '}
            <a href={place.origin} target="_blank" rel="noreferrer">
              {t.open}
            </a>
          </span>
        )}
      </span>
      <Button label={t.newOnesIn(place.name)} onClick={() => void read()}>
        <RefreshCw size={16} aria-hidden="true" />
        {t.newOnes}
      </Button>
      <Menu
        label={t.more(place.name)}
        items={[
          {
            label: t.again,
            run: () => void read(true),
          },
          {
            label: mailbox.daily ? t.notDaily : t.daily,
            run: () => void getEngine().sources.setDaily(id, !mailbox.daily),
          },
          {
            label: t.forget,
            run: async () => {
              await getEngine().sources.forget(id);
              toast(t.forgotten(place.name));
            },
          },
        ]}
      />
    </li>
  );
}
