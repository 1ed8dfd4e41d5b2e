import '../../styles/configuration.css';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { HostView } from '../../../core/engine/domains/hosts/face.ts';
import { Busy } from '../../components/busy.tsx';
import { Button } from '../../components/button.tsx';
import { commonTexts } from '../../components/common-texts.ts';
import { Dialog } from '../../components/dialog.tsx';
import { getEngine } from '../../state/engine.ts';
import { number } from '../../state/format.ts';
import { textsOf } from '../../state/language.ts';
import { route } from '../../state/router.ts';
import { toast } from '../../state/toasts.ts';
import { useQuery } from '../../state/use-query.ts';
import { UnlockHost } from '../domain/unlock-host.tsx';
import { HostDialog } from './host-dialog.tsx';
import { hostsTexts } from './hosts-texts.ts';

/** Servers of the user that hold DMARC records, and their keys. */
export function HostsSection() {
  const t = textsOf(hostsTexts);
  const query = useQuery('hosts', (engine) => engine.hosts.list(), ['hosts', 'domains']);
  const [edited, setEdited] = useState<HostView | 'new' | null>(null);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (route.value.params.get('part') === 'hosts') return keepInView(section.current);
  }, []);
  return (
    <section class="card stack" ref={section} id="policy-hosts">
      <div class="row">
        <h2 class="spring">{t.title}</h2>
        <Button onClick={() => setEdited('new')}>{t.add}</Button>
      </div>
      <p class="muted">{t.lead}</p>
      {!query.data && <Busy />}
      {query.data?.length === 0 && <p>{t.empty}</p>}
      {query.data && query.data.length > 0 && (
        <ul class="plain-list">
          {query.data.map((host) => (
            <HostItem key={host.settings.id} host={host} onEdit={() => setEdited(host)} />
          ))}
        </ul>
      )}
      {edited && <HostDialog host={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </section>
  );
}

/** Milliseconds after which the sections above have what they show. */
const FILLED_MS = 3_000;

/** Leads to a section and stays there while the sections above it fill, until the user does something. */
function keepInView(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return;
  const show = () => element.scrollIntoView();
  const observer = new ResizeObserver(show);
  observer.observe(document.body);
  const over = new AbortController();
  const end = () => {
    observer.disconnect();
    over.abort();
  };
  const timer = setTimeout(end, FILLED_MS);
  for (const event of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    addEventListener(event, end, { signal: over.signal, passive: true });
  }
  // After the page itself, which is scrolled to its top when it is opened.
  requestAnimationFrame(() => {
    show();
    element.querySelector('button')?.focus({ preventScroll: true });
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

function HostItem({ host, onEdit }: { host: HostView; onEdit: () => void }) {
  const t = textsOf(hostsTexts);
  const { settings } = host;
  const [asking, setAsking] = useState(false);
  const facts = [
    t.kinds[settings.kind],
    settings.kind === 'manual' ? '' : t.keys[host.key],
    host.key === 'passphrase' && host.open ? t.open : '',
    t.domains(number(host.domains)),
    settings.limitedTo.length > 0 ? t.limited(number(settings.limitedTo.length)) : '',
    host.worksHere ? '' : t.notHere,
  ].filter(Boolean);
  return (
    <li class="stack tight" data-host={settings.name}>
      <div class="row">
        <strong class="spring">{settings.name}</strong>
        <Button label={t.editHost(settings.name)} onClick={onEdit}>
          {t.edit}
        </Button>
        <Button kind="danger" label={t.removeHost(settings.name)} onClick={() => setAsking(true)}>
          {t.remove}
        </Button>
      </div>
      <span class="small muted">{facts.join(' · ')}</span>
      {settings.url && <span class="mono small break">{settings.url}</span>}
      {host.key === 'passphrase' && !host.open && (
        <UnlockHost host={{ id: settings.id, name: settings.name }} />
      )}
      {asking && (
        <Dialog
          title={t.removeHost(settings.name)}
          onClose={() => setAsking(false)}
          foot={
            <>
              <Button onClick={() => setAsking(false)}>{textsOf(commonTexts).cancel}</Button>
              <Button
                kind="danger"
                onClick={async () => {
                  await getEngine().hosts.remove(settings.id);
                  toast(t.removed(settings.name));
                  setAsking(false);
                }}
              >
                {t.remove}
              </Button>
            </>
          }
        >
          <p>{t.sure(settings.name, number(host.domains))}</p>
        </Dialog>
      )}
    </li>
  );
}
